using System.Text.Json;
using Versori.Connectors.Authentication;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>
/// Takes the facts of a chat client whose quote is on the page and contains the value. Everything else is dropped.
/// </summary>
internal sealed class PageFacts
{
    private const int MaximumFacts = 500;

    private readonly string _text;
    private readonly Uri? _page;
    private readonly PagesReading _reading;

    private PageFacts(string text, Uri? page, PagesReading reading)
    {
        _text = Flat(text);
        _page = page;
        _reading = reading;
    }

    /// <summary>Adds the facts of a response.</summary>
    /// <param name="response">The text of the response.</param>
    /// <param name="text">The text of the page that the client got.</param>
    /// <param name="page">The URL of the page.</param>
    /// <param name="reading">What was read so far.</param>
    public static void Add(string response, string text, Uri? page, PagesReading reading)
    {
        var facts = new PageFacts(text, page, reading);
        var values = JsonValues.In(response).Where(value => value.ValueKind == JsonValueKind.Object).ToList();
        if (values.Count == 0) reading.Warn("A response of the chat client has no JSON. It is ignored.");
        foreach (var value in values) facts.Add(value);
    }

    private void Add(JsonElement value)
    {
        if (ResponseMembers.Member(value, "baseurl") is { } address) AddAddress(address);
        foreach (var auth in Items(value, "auth", "authentication")) AddAuth(auth);
        foreach (var endpoint in Items(value, "endpoints", "operations")) AddEndpoint(endpoint);
    }

    private void AddAddress(JsonElement fact)
    {
        var url = ResponseMembers.Text(fact, "value", "url");
        if (url is null || SourceOf(fact, url) is not { } source) return;
        if (PathText.Parse(url.TrimEnd('/')) is { Origin.Length: > 0 } path) _reading.ModelAddress ??= (path, source);
    }

    private void AddAuth(JsonElement fact)
    {
        var name = ResponseMembers.Text(fact, "name");
        switch (ResponseMembers.Text(fact, "kind", "type")?.ToLowerInvariant())
        {
            case "bearer" when SourceOf(fact, "bearer") is { } source:
                _reading.Auth.Add(new BearerAuth(), source);
                break;
            case "basic" when SourceOf(fact, "basic") is { } source:
                _reading.Auth.Add(new BasicAuth(), source);
                break;
            case "apikey" or "api_key" when name is not null && HttpTokenSyntax.IsToken(name)
                && SourceOf(fact, name) is { } source:
                var isQuery = ResponseMembers.Text(fact, "in") == "query";
                var key = ApiKeyAuth.Create(isQuery ? CredentialLocation.Query : CredentialLocation.Header, name);
                _reading.Auth.Add(key with { Id = Slug.Of(name) }, source);
                break;
            case "oauth2":
                AddOAuth(fact);
                break;
        }
    }

    private void AddOAuth(JsonElement fact)
    {
        foreach (var member in (string[])["authorizationurl", "tokenurl"])
        {
            var text = ResponseMembers.Text(fact, member);
            if (text is null || SourceOf(fact, text) is not { } source) continue;
            if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps) continue;
            var isToken = member == "tokenurl";
            _reading.Auth.AddOAuth(isToken ? null : url, isToken ? url : null, source);
        }
    }

    private void AddEndpoint(JsonElement fact)
    {
        var method = ResponseMembers.Text(fact, "method", "verb")?.ToUpperInvariant();
        var url = ResponseMembers.Text(fact, "path", "url");
        if (method is null || url is null || PathText.Parse(url) is not { } path) return;
        if (!HttpTokenSyntax.IsToken(method) || SourceOf(fact, url) is not { } source) return;
        // The method is not always a part of the sentence, but the page must have the word.
        if (!_text.Contains(method, StringComparison.OrdinalIgnoreCase)) return;
        if (_reading.Collected.Add(method, path, source) is not { } endpoint) return;
        if (ResponseMembers.Text(fact, "summary", "description") is { } summary)
            endpoint.Summary ??= CleanText.OfDocument(summary, 200);
        foreach (var parameter in Items(fact, "parameters")) AddParameter(endpoint, parameter, source);
    }

    private void AddParameter(FoundEndpoint endpoint, JsonElement fact, Stated ofEndpoint)
    {
        var name = ResponseMembers.Text(fact, "name");
        if (name is null or { Length: 0 or > 100 } || !_text.Contains(name, StringComparison.Ordinal)) return;
        var place = ResponseMembers.Text(fact, "in");
        if (place is not ("query" or "header" or "body")) return;
        if (place == "header" && !HttpTokenSyntax.IsToken(name)) return;
        endpoint.Add(new()
        {
            Name = name,
            In = place,
            Type = ResponseMembers.Text(fact, "type") is "string" or "integer" or "number" or "boolean" or "array"
                or "object" ? ResponseMembers.Text(fact, "type") : null,
            IsRequired = ResponseMembers.Member(fact, "required") is { ValueKind: JsonValueKind.True },
            Source = SourceOf(fact, name) ?? ofEndpoint,
        });
    }

    /// <summary>
    /// Returns the place of a fact; <see langword="null"/> if its quote is not on the page, or lacks the value.
    /// </summary>
    private Stated? SourceOf(JsonElement fact, string value)
    {
        if (ResponseMembers.Text(fact, "quote") is not { Length: > 0 } quote) return null;
        var flat = Flat(quote);
        return _text.Contains(flat, StringComparison.OrdinalIgnoreCase)
            && flat.Contains(Flat(value), StringComparison.OrdinalIgnoreCase)
            ? new(_page, quote, FactStatus.Guessed, IsModelFact: true)
            : null;
    }

    private static IEnumerable<JsonElement> Items(JsonElement value, params ReadOnlySpan<string> names) =>
        ResponseMembers.Member(value, names) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Take(MaximumFacts)
            : [];

    private static string Flat(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Writes a draft as an HTTP request in the format that the provider accepts.</summary>
internal static class TokenRequestContent
{
    public static HttpRequestMessage Write(TokenRequestDraft draft, OAuth2RequestFormat format, HttpMethod httpMethod)
    {
        if (httpMethod == HttpMethod.Get) format = OAuth2RequestFormat.Query;
        var url = format == OAuth2RequestFormat.Query ? WithQuery(draft.Url, draft.Parameters) : draft.Url;
        var request = new HttpRequestMessage(httpMethod, url);
        ExternalRequests.MarkIfDiscovered(request, draft.Method);
        request.Content = format switch
        {
            OAuth2RequestFormat.Form => new FormUrlEncodedContent(draft.Parameters),
            OAuth2RequestFormat.Json => Json(draft.Parameters),
            _ => null,
        };
        foreach (var (name, value) in draft.Headers) SetHeader(request, name, value);
        return request;
    }

    /// <summary>
    /// Adds parameters to the query of a URL. The existing query is kept, except for parameters of the same names: each
    /// parameter occurs once (RFC 6749 §3.1, §3.2). Only <c>resource</c> may be repeated (RFC 8707 §2).
    /// </summary>
    public static Uri WithQuery(Uri url, IReadOnlyCollection<KeyValuePair<string, string>> parameters)
    {
        var names = parameters.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return AppendQuery(WithoutQuery(url, name => names.Contains(name) || !IsFirst(name)), parameters);

        bool IsFirst(string name) => name == "resource" || seen.Add(name);
    }

    /// <summary>Adds parameters to the query of a URL, and keeps all that are there.</summary>
    public static Uri AppendQuery(Uri url, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = string.Join('&', parameters.Select(Write));
        if (query.Length == 0) return url;
        var existing = url.Query.Length > 1 ? $"{url.Query}&" : "?";
        return new($"{url.GetLeftPart(UriPartial.Path)}{existing}{query}");
    }

    /// <summary>Removes parameters from the query of a URL.</summary>
    public static Uri WithoutQuery(Uri url, Func<string, bool> isRemoved)
    {
        var kept = string.Join('&', Existing(url).Where(pair => !isRemoved(pair.Name)).Select(pair => pair.Text));
        return new(url.GetLeftPart(UriPartial.Path) + (kept.Length == 0 ? "" : $"?{kept}"));
    }

    private static string Write(KeyValuePair<string, string> pair) =>
        $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}";

    /// <summary>The parameters in the query of a URL: the name of each, and its text as it is written.</summary>
    public static IEnumerable<(string Name, string Text)> Existing(Uri url) => url.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(text => (Uri.UnescapeDataString(text.Split('=', 2)[0].Replace('+', ' ')), text));

    private static ByteArrayContent Json(OrderedDictionary<string, string> parameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in parameters) writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        return new ByteArrayContent(buffer.WrittenSpan.ToArray())
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
    }

    private static void SetHeader(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        if (request.Headers.TryAddWithoutValidation(name, value) || request.Content is null) return;
        request.Content.Headers.Remove(name);
        request.Content.Headers.TryAddWithoutValidation(name, value);
    }
}

using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Versori.Connectors.Tests.Providers;

/// <summary>One request that a provider expects, and its response.</summary>
public sealed class Exchange(JsonElement data)
{
    public string At => data.GetProperty("at").GetString()!;

    /// <summary>
    /// The vendor's page whose printed request this one repeats; <see langword="null"/> if it is written from the
    /// protocol.
    /// </summary>
    public Uri? Example => ExampleOf(data);

    public JsonElement Expectations => data.GetProperty("expect");

    public static Uri? ExampleOf(JsonElement part) =>
        part.TryGetProperty("example", out var example) ? new(example.GetString()!) : null;

    /// <summary>The request that a host sends with the connection's client.</summary>
    public HttpRequestMessage Send()
    {
        var send = data.GetProperty("send");
        var request = new HttpRequestMessage(
            HttpMethod.Parse(At.Split(' ')[0]), new Uri(send.GetProperty("url").GetString()!, UriKind.Relative));
        if (send.TryGetProperty("body", out var body))
        {
            var type = new MediaTypeHeaderValue(send.GetProperty("type").GetString()!);
            request.Content = new StringContent(body.GetString()!, type);
        }

        if (send.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
                request.Headers.Add(header.Name, header.Value.GetString());
        }

        return request;
    }

    /// <summary>Whether a value is the expected one; <c>~</c> begins a regular expression.</summary>
    public static bool IsMet(string? found, string? wanted) => wanted is ['~', .. var pattern]
        ? found is not null && Regex.IsMatch(found, pattern)
        : found == wanted;

    /// <summary>The difference between the expected request and the actual one.</summary>
    public IEnumerable<string> Problems(RecordedRequest request, string host)
    {
        var at = $"{request.Method} https://{host}{request.Path}";
        if (at.TrimEnd('/') != At.Split('?')[0].TrimEnd('/')) yield return $"{at} came instead of {At}";
        if (!data.TryGetProperty("expect", out var expected)) yield break;
        foreach (var expectation in expected.EnumerateObject())
        {
            var (found, wanted) = (Find(request, expectation.Name), expectation.Value.GetString());
            if (!IsMet(found, wanted)) yield return $"{at}: {expectation.Name} is '{found}' and not '{wanted}'";
        }

        // A printed example leaves nothing open: what is sent besides it is stated.
        if (Example is null) yield break;
        foreach (var place in Places(request).Where(place => !expected.TryGetProperty(place, out _)))
            yield return $"{at}: {place} is not part of the example";
    }

    public Task RespondAsync(HttpContext context)
    {
        var text = data.TryGetProperty("json", out var json)
            ? json.GetRawText()
            : data.TryGetProperty("text", out var written)
            ? written.GetString()!
            : "{}";
        context.Response.StatusCode = data.TryGetProperty("status", out var status)
            ? status.GetInt32()
            : StatusCodes.Status200OK;
        context.Response.ContentType = data.TryGetProperty("type", out var type)
            ? type.GetString()
            : "application/json";
        if (data.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
                context.Response.Headers.Append(header.Name, header.Value.GetString());
        }

        return context.Response.WriteAsync(text);
    }

    // What a request says: its parameters, and the header that authenticates it.
    private IEnumerable<string> Places(RecordedRequest request)
    {
        var isWholeBodyExpected = Expectations.TryGetProperty("body", out _);
        string[] body = isWholeBodyExpected || request.Body.Length == 0
            ? []
            : IsForm(request)
            ? [.. QueryHelpers.ParseQuery(request.Text).Keys.Select(name => $"form:{name}")]
            : [.. JsonElement.Parse(request.Text).EnumerateObject().Select(member => $"json:{member.Name}")];
        string[] headers = request.Authorization is null ? [] : ["header:Authorization"];
        return [.. request.Query.Keys.Select(name => $"query:{name}"), .. body, .. headers];
    }

    private static string? Find(RecordedRequest request, string place)
    {
        var name = place[(place.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return place.Split(':')[0] switch
        {
            "header" => request.Headers.GetValueOrDefault(name),
            "query" => request.Query.GetValueOrDefault(name),
            "form" => IsForm(request) ? request.Parameters.GetValueOrDefault(name) : null,
            "json" =>
                name.TrimStart('/')
                    .Split('/')
                    .Aggregate(
                        (JsonElement?)JsonElement.Parse(request.Text),
                        static (found, member) =>
                            found is { } json && json.TryGetProperty(member, out var inner) ? inner : null)
                    ?.ToString(),
            "cookie" => AcceptedCredentials.Cookie(request, name),
            "body" => request.Text,
            _ => throw new ArgumentException($"'{place}' is not a part of a request.", nameof(place)),
        };
    }

    private static bool IsForm(RecordedRequest request) =>
        request.Headers.GetValueOrDefault("Content-Type")
            ?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) is true;
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.Providers;

/// <summary>One request that a provider expects, and its response.</summary>
public sealed class Exchange(JsonElement data)
{
    public string At => data.GetProperty("at").GetString()!;

    /// <summary>The difference between the expected request and the actual one.</summary>
    public IEnumerable<string> Problems(RecordedRequest request, string host)
    {
        var at = $"{request.Method} https://{host}{request.Path}";
        if (at.TrimEnd('/') != At.Split('?')[0].TrimEnd('/')) yield return $"{at} came instead of {At}";
        if (!data.TryGetProperty("expect", out var expected)) yield break;
        foreach (var expectation in expected.EnumerateObject())
        {
            var (found, wanted) = (Find(request, expectation.Name), expectation.Value.GetString());
            var isMet = wanted is ['~', .. var pattern]
                ? found is not null && Regex.IsMatch(found, pattern)
                : found == wanted;
            if (!isMet) yield return $"{at}: {expectation.Name} is '{found}' and not '{wanted}'";
        }
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

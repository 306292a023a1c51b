using Versori.Connectors.Http;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Webhooks;

/// <summary>Reads single values of a request. A value that occurs more than once is an error.</summary>
internal static class WebhookRequestReader
{
    private const int MaxJsonBytes = 4 * 1024 * 1024;
    private const int MaxValueLength = 4096;

    /// <summary>The value of a header, or <see langword="null"/> if it is missing.</summary>
    /// <exception cref="WebhookMalformedException">The header occurs more than once.</exception>
    public static string? Header(WebhookRequest request, string name) => request.Header(name) switch
    {
        [] => null,
        [var only] => only,
        _ => throw new WebhookMalformedException($"The header '{name}' occurs more than once."),
    };

    /// <summary>A value, or <see langword="null"/> if it is missing, empty or longer than 4096 characters.</summary>
    /// <exception cref="WebhookMalformedException">The value occurs more than once.</exception>
    public static string? Value(WebhookRequest request, WebhookValue? value)
    {
        var text = value switch
        {
            null => null,
            { In: WebhookValueLocation.Header } => Header(request, value.At),
            { In: WebhookValueLocation.Query } => Query(request.Url, value.At),
            _ => Json(request, value.At),
        };
        return text is { Length: > 0 and <= MaxValueLength } ? text : null;
    }

    /// <summary>The path and the query of a URL, unchanged.</summary>
    public static (string Path, string Query) Target(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? url.AsSpan(scheme + 3) : url;
        if (start.IndexOf('#') is >= 0 and var fragment) start = start[..fragment];
        var slash = start.IndexOfAny('/', '?');
        var target = slash < 0 ? "" : start[slash..].ToString();
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? (target, "") : (target[..question], target[(question + 1)..]);
    }

    /// <summary>The decoded parameters of a query or a form.</summary>
    public static IEnumerable<(string Name, string Value)> Pairs(string encoded)
    {
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? (Decode(pair), "") : (Decode(pair[..equals]), Decode(pair[(equals + 1)..]));
        }
    }

    private static string Decode(string text) => System.Net.WebUtility.UrlDecode(text);

    private static string? Query(string url, string name)
    {
        var values = Pairs(Target(url).Query)
            .Where(pair => pair.Name == name)
            .Select(pair => pair.Value)
            .Take(2)
            .ToArray();
        return values.Length > 1
            ? throw new WebhookMalformedException($"The query parameter '{name}' occurs more than once.")
            : values.FirstOrDefault();
    }

    private static string? Json(WebhookRequest request, string pointer)
    {
        if (request.Body.Length > MaxJsonBytes) return null;
        using var document = UntrustedJson.Parse(request.Body);
        return document is not null && JsonPointer.TryFind(document.RootElement, pointer, out var found)
            ? JsonPointer.Scalar(found)
            : null;
    }
}

using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Webhooks;

/// <summary>
/// Creates the bytes that a signature covers: literal text, and the parts of the request that placeholders name.
/// </summary>
internal static class SignedPayload
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>The prefix of the names of headers.</summary>
    public const string HeaderPrefix = "header.";

    /// <summary>The names that placeholders can use, in addition to the names of headers.</summary>
    public static readonly IReadOnlySet<string> Names =
        new HashSet<string>(
            ["body", "timestamp", "id", "method", "url", "path", "query", "sortedForm"], StringComparer.Ordinal);

    /// <summary>The parts of the payload in order, or <see langword="null"/> if a part is missing.</summary>
    public static List<ReadOnlyMemory<byte>>? Of(
        string expression, WebhookRequest request, string? timestamp, string? id)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        foreach (var part in TextExpression.Parse(expression).Parts)
        {
            if (part.Literal is { } literal)
            {
                pieces.Add(Encoding.UTF8.GetBytes(literal));
                continue;
            }

            var name = part.Placeholder!.Names.First();
            if (name == "body")
            {
                pieces.Add(request.Body);
                continue;
            }

            var text = name switch
            {
                "timestamp" => timestamp,
                "id" => id,
                "method" => request.Method,
                "url" => request.Url,
                "path" => WebhookRequestReader.Target(request.Url).Path,
                "query" => WebhookRequestReader.Target(request.Url).Query,
                "sortedForm" => SortedForm(request),
                _ => WebhookRequestReader.Header(request, name[HeaderPrefix.Length..]),
            };
            if (text is null) return null;
            pieces.Add(Encoding.UTF8.GetBytes(text));
        }

        return pieces;
    }

    /// <summary>
    /// The parameters of a form, sorted by name and value, each name followed by its value. For a body that is not a
    /// form, the signed URL must contain the hash of the body, as Twilio sends it (<c>bodySHA256</c>). Without this
    /// hash the signature does not cover the body, and the result is <see langword="null"/>.
    /// </summary>
    private static string? SortedForm(WebhookRequest request)
    {
        if (request.Body.IsEmpty) return "";
        var contentType = WebhookRequestReader.Header(request, "Content-Type");
        if (contentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) == false)
            return HasBodyHash(request) ? "" : null;

        return string.Concat(WebhookRequestReader.Pairs(Encoding.UTF8.GetString(request.Body.Span))
            .Distinct()
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => pair.Name + pair.Value));
    }

    private static bool HasBodyHash(WebhookRequest request) =>
        WebhookRequestReader.Value(request, WebhookValue.Query("bodySHA256")) is { } hash
        && WebhookBytes.TryDecode(hash, WebhookEncoding.Hex, out var bytes)
        && CryptographicOperations.FixedTimeEquals(bytes, WebhookBytes.Sha256([request.Body]));
}

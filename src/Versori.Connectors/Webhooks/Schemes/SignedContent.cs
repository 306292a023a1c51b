using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Webhooks;

/// <summary>What is signed, as raw bytes: text, and the parts of the request that stand in braces.</summary>
internal static class SignedContent
{
    public const string Header = "header.";

    public static readonly IReadOnlySet<string> Names =
        new HashSet<string>(["body", "timestamp", "id", "method", "url", "path", "query", "sortedForm"], StringComparer.Ordinal);

    /// <summary>The pieces in their order; <see langword="null"/> when a part is missing.</summary>
    public static List<ReadOnlyMemory<byte>>? Of(string template, WebhookRequest request, string? timestamp, string? id)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        foreach (var part in TextTemplate.Parse(template).Parts)
        {
            if (part.Literal is { } literal)
            {
                pieces.Add(Encoding.UTF8.GetBytes(literal));
                continue;
            }

            var name = part.Expression!.Names.First();
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
                "path" => WebhookReading.Target(request.Url).Path,
                "query" => WebhookReading.Target(request.Url).Query,
                "sortedForm" => SortedForm(request),
                _ => WebhookReading.Header(request, name[Header.Length..]),
            };
            if (text is null) return null;
            pieces.Add(Encoding.UTF8.GetBytes(text));
        }

        return pieces;
    }

    /// <summary>
    /// The parameters of a form, sorted by name, each name followed by its value; a name that comes with several values is
    /// repeated for each, sorted. A body that is not a form is covered by its hash in the signed URL, as Twilio sends it
    /// (<c>bodySHA256</c>), or not at all, which is no signature.
    /// </summary>
    private static string? SortedForm(WebhookRequest request)
    {
        if (request.Body.IsEmpty) return "";
        if (WebhookReading.Header(request, "Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == false)
        {
            return WebhookReading.Value(request, WebhookValue.Query("bodySHA256")) is { } hash
                && WebhookBytes.TryDecode(hash, WebhookEncoding.Hex, out var bytes)
                && CryptographicOperations.FixedTimeEquals(bytes, WebhookBytes.Sha256([request.Body]))
                    ? ""
                    : null;
        }

        return string.Concat(WebhookReading.Pairs(Encoding.UTF8.GetString(request.Body.Span))
            .Distinct()
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => pair.Name + pair.Value));
    }
}

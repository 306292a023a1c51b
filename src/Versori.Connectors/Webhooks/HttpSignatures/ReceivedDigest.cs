using System.Security.Cryptography;

namespace Versori.Connectors.Webhooks;

/// <summary>Checks <c>Content-Digest</c> (RFC 9530 §2).</summary>
internal static class ReceivedDigest
{
    public const string Header = "content-digest";

    /// <summary>Whether there is a digest with a supported algorithm, and every such digest matches the body.</summary>
    public static bool MatchesBody(WebhookRequest request)
    {
        if (StructuredDictionary.Members(string.Join(", ", request.Header(Header))) is not { } digests) return false;
        var found = false;
        foreach (var (algorithm, text) in digests)
        {
            // RFC 9530 §5: only these two registered algorithms are active. The others are insecure.
            var expected = algorithm switch
            {
                "sha-256" => SHA256.HashData(request.Body.Span),
                "sha-512" => SHA512.HashData(request.Body.Span),
                _ => null,
            };
            if (expected is null) continue;
            if (StructuredDictionary.Bytes(text) is not { } digest
                || !CryptographicOperations.FixedTimeEquals(digest, expected))
                return false;
            found = true;
        }

        return found;
    }
}

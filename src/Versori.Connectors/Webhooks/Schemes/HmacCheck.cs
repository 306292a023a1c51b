using System.Security.Cryptography;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Webhooks;

/// <summary>Checks keyed hashes (RFC 2104): the system's own form, and Standard Webhooks.</summary>
internal static class HmacCheck
{
    /// <summary>More than any rotation needs; each costs a comparison.</summary>
    private const int MostSignatures = 32;

    public static SchemeCheck Check(HmacWebhookScheme scheme, WebhookDefinition webhook, WebhookRequest request, IReadOnlyList<Secret> secrets, DateTimeOffset now)
    {
        if (WebhookReading.Header(request, scheme.SignatureHeader) is not { Length: > 0 } header) return Missing(scheme.SignatureHeader);
        var timestamp = scheme.TimestampHeader is { } name ? Prefixed(WebhookReading.Header(request, name) ?? "", scheme.Separator, scheme.TimestampPrefix).FirstOrDefault() : null;
        if (scheme.TimestampHeader is { } lacking && string.IsNullOrEmpty(timestamp)) return Missing(lacking);
        var sentAt = timestamp is null ? null : TimeWindow.Read(timestamp, scheme.TimestampFormat);
        if (timestamp is not null && sentAt is null) return new(WebhookOutcome.Malformed, "The timestamp cannot be read.");

        var content = SignedContent.Of(scheme.SignedContent, request, timestamp, WebhookReading.Value(request, webhook.MessageId));
        if (content is null) return new(WebhookOutcome.MissingSignature, "A part of what is signed is not there.");
        var signatures = Prefixed(header, scheme.Separator, scheme.Prefix);
        var isGenuine = IsGenuine(content, signatures, scheme.Encoding, scheme.Algorithm, secrets.Select(secret => WebhookKeys.TryOf(secret.Reveal(), scheme.KeyEncoding, out var key) ? key : null));
        return Judge(isGenuine, content, sentAt, scheme.Tolerance, now) with { IsIdSigned = SignsId(scheme, webhook.MessageId) };
    }

    // Standard Webhooks 1.0, "Verifying signatures": msg_id.timestamp.payload
    public static SchemeCheck Check(StandardWebhookScheme scheme, WebhookRequest request, IReadOnlyList<Secret> secrets, DateTimeOffset now)
    {
        if (WebhookReading.Header(request, $"{scheme.HeaderPrefix}-id") is not { Length: > 0 } id) return Missing($"{scheme.HeaderPrefix}-id");
        if (WebhookReading.Header(request, $"{scheme.HeaderPrefix}-timestamp") is not { Length: > 0 } timestamp) return Missing($"{scheme.HeaderPrefix}-timestamp");
        if (WebhookReading.Header(request, $"{scheme.HeaderPrefix}-signature") is not { Length: > 0 } header) return Missing($"{scheme.HeaderPrefix}-signature");
        if (TimeWindow.Read(timestamp, WebhookTimeFormat.UnixSeconds) is not { } sentAt) return new(WebhookOutcome.Malformed, "The timestamp cannot be read.");
        // A dot within the id would move the border between id and timestamp.
        if (id.Contains('.', StringComparison.Ordinal)) return new(WebhookOutcome.Malformed, "The id of the message has a dot.");

        var content = SignedContent.Of("{id}.{timestamp}.{body}", request, timestamp, id)!;
        var keys = secrets.Select(secret => WebhookKeys.TryStandard(secret, out var key) ? key : null);
        var isGenuine = IsGenuine(content, Prefixed(header, " ", "v1,"), WebhookEncoding.Base64, WebhookAlgorithm.Sha256, keys)
            | IsGenuineAsymmetric(content, Prefixed(header, " ", "v1a,"), secrets);
        return Judge(isGenuine, content, sentAt, scheme.Tolerance, now) with { IsIdSigned = true, MessageId = id };
    }

    private static bool IsGenuine(
        List<ReadOnlyMemory<byte>> content, IEnumerable<string> texts, WebhookEncoding encoding, WebhookAlgorithm algorithm, IEnumerable<byte[]?> keys)
    {
        var signatures = texts.Take(MostSignatures).Select(text => WebhookBytes.TryDecode(text, encoding, out var bytes) ? bytes : null).OfType<byte[]>().ToArray();
        if (signatures.Length == 0) return false;
        var isGenuine = false;
        foreach (var key in keys.OfType<byte[]>())
        {
            var expected = WebhookBytes.Hmac(algorithm, key, content);
            foreach (var signature in signatures) isGenuine |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }

        return isGenuine;
    }

    // Standard Webhooks 1.0, "Signature scheme": Ed25519 (RFC 8032) over the same content.
    private static bool IsGenuineAsymmetric(List<ReadOnlyMemory<byte>> content, IEnumerable<string> texts, IReadOnlyList<Secret> secrets)
    {
        var keys = secrets.Select(secret => WebhookKeys.TryStandardPublic(secret, out var key) ? key : null).OfType<Ed25519Key>().ToArray();
        if (keys.Length == 0) return false;
        var data = content.SelectMany(piece => piece.ToArray()).ToArray();
        return texts.Take(MostSignatures)
            .Select(text => WebhookBytes.TryDecode(text, WebhookEncoding.Base64, out var bytes) ? bytes : null)
            .OfType<byte[]>()
            .Any(signature => Array.Exists(keys, key => key.Verify(JwtAlgorithm.EdDsa, data, signature)));
    }

    private static SchemeCheck Judge(bool isGenuine, List<ReadOnlyMemory<byte>> content, DateTimeOffset? sentAt, TimeSpan tolerance, DateTimeOffset now)
    {
        if (!isGenuine) return new(WebhookOutcome.InvalidSignature, "No signature is that of a known secret over what came in.");
        if (sentAt is { } at && TimeWindow.Check(at, tolerance, now) is { } problem) return problem;
        return new(WebhookOutcome.Verified) { SentAt = sentAt, GoodUntil = sentAt + tolerance, Signed = WebhookBytes.Sha256(content) };
    }

    private static bool SignsId(HmacWebhookScheme scheme, WebhookValue? id) => id switch
    {
        null => false,
        { In: WebhookValueLocation.Body } => scheme.SignedContent.Contains("{body}", StringComparison.Ordinal),
        { In: WebhookValueLocation.Query } => scheme.SignedContent.Contains("{url}", StringComparison.Ordinal) || scheme.SignedContent.Contains("{query}", StringComparison.Ordinal),
        _ => scheme.SignedContent.Contains("{id}", StringComparison.Ordinal)
            || scheme.SignedContent.Contains($"{{{SignedContent.Header}{id.At}}}", StringComparison.OrdinalIgnoreCase),
    };

    private static IEnumerable<string> Prefixed(string header, string? separator, string prefix) =>
        (string.IsNullOrEmpty(separator) ? [header.Trim()] : header.Split(separator, StringSplitOptions.TrimEntries))
            .Where(text => text.StartsWith(prefix, StringComparison.Ordinal))
            .Select(text => text[prefix.Length..]);

    private static SchemeCheck Missing(string header) => new(WebhookOutcome.MissingSignature, $"There is no header '{header}', or nothing of use in it.");
}

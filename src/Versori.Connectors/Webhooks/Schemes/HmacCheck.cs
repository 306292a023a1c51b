using System.Security.Cryptography;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Webhooks;

/// <summary>Checks HMAC signatures (RFC 2104), in the format of the system or of Standard Webhooks.</summary>
internal static class HmacCheck
{
    /// <summary>The largest number of signatures that are checked. A key rotation needs fewer.</summary>
    private const int MaxSignatures = 32;

    public static SchemeCheck Check(
        HmacWebhookScheme scheme,
        WebhookDefinition webhook,
        WebhookRequest request,
        IReadOnlyList<Secret> secrets,
        DateTimeOffset now)
    {
        var place = Place(scheme.SignatureHeader, scheme.Signature)!;
        if (Text(request, place) is not { Length: > 0 } header) return Missing(place);
        var timestampPlace = Place(scheme.TimestampHeader, scheme.Timestamp);
        var timestamp = Timestamp(scheme, timestampPlace, request);
        if (timestampPlace is not null && string.IsNullOrEmpty(timestamp)) return Missing(timestampPlace);
        var sentAt = timestamp is null ? null : TimeWindow.Read(timestamp, scheme.TimestampFormat);
        if (timestamp is not null && sentAt is null)
            return new(WebhookOutcome.Malformed, "The timestamp cannot be parsed.");

        var id = WebhookRequestReader.Value(request, webhook.MessageId);
        var content = SignedPayload.Of(scheme.SignedContent, request, timestamp, id);
        if (content is null) return new(WebhookOutcome.MissingSignature, "A part of the signed content is missing.");
        var signatures = Prefixed(header, scheme.Separator, scheme.Prefix);
        var keys = secrets.Select(
            secret => WebhookKeys.TryDecode(secret.Reveal(), scheme.KeyEncoding, out var key) ? key : null);
        var isGenuine = IsGenuine(content, signatures, scheme.Encoding, scheme.Algorithm, keys);
        var isIdSigned = SignsId(scheme, webhook.MessageId);
        return Judge(isGenuine, content, sentAt, scheme.Tolerance, now) with { IsIdSigned = isIdSigned };
    }

    // Standard Webhooks 1.0, "Verifying signatures": msg_id.timestamp.payload
    public static SchemeCheck Check(
        StandardWebhooksScheme scheme, WebhookRequest request, IReadOnlyList<Secret> secrets, DateTimeOffset now)
    {
        var idHeader = $"{scheme.HeaderPrefix}-id";
        var timestampHeader = $"{scheme.HeaderPrefix}-timestamp";
        var signatureHeader = $"{scheme.HeaderPrefix}-signature";
        if (WebhookRequestReader.Header(request, idHeader) is not { Length: > 0 } id) return Missing(idHeader);
        if (WebhookRequestReader.Header(request, timestampHeader) is not { Length: > 0 } timestamp)
            return Missing(timestampHeader);
        if (WebhookRequestReader.Header(request, signatureHeader) is not { Length: > 0 } header)
            return Missing(signatureHeader);
        if (TimeWindow.Read(timestamp, WebhookTimestampFormat.UnixSeconds) is not { } sentAt)
            return new(WebhookOutcome.Malformed, "The timestamp cannot be parsed.");

        // A dot separates the id from the timestamp, so a dot in the id would be ambiguous.
        if (id.Contains('.', StringComparison.Ordinal))
            return new(WebhookOutcome.Malformed, "The message id contains a dot.");

        var content = SignedPayload.Of("{id}.{timestamp}.{body}", request, timestamp, id)!;
        var keys = secrets.Select(secret => WebhookKeys.TryStandard(secret, out var key) ? key : null);
        var signatures = Prefixed(header, " ", "v1,");
        var isGenuine = IsGenuine(content, signatures, WebhookEncoding.Base64, WebhookAlgorithm.Sha256, keys)
            | IsGenuineAsymmetric(content, Prefixed(header, " ", "v1a,"), secrets);
        return Judge(isGenuine, content, sentAt, scheme.Tolerance, now) with { IsIdSigned = true, MessageId = id };
    }

    private static bool IsGenuine(
        List<ReadOnlyMemory<byte>> content,
        IEnumerable<string> texts,
        WebhookEncoding encoding,
        WebhookAlgorithm algorithm,
        IEnumerable<byte[]?> keys)
    {
        var signatures = Decode(texts, encoding).ToArray();
        if (signatures.Length == 0) return false;
        var isGenuine = false;
        foreach (var key in keys.OfType<byte[]>())
        {
            var expected = WebhookBytes.Hmac(algorithm, key, content);
            foreach (var signature in signatures)
                isGenuine |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }

        return isGenuine;
    }

    // Standard Webhooks 1.0, "Signature scheme": Ed25519 (RFC 8032) over the same content.
    private static bool IsGenuineAsymmetric(
        List<ReadOnlyMemory<byte>> content, IEnumerable<string> texts, IReadOnlyList<Secret> secrets)
    {
        var keys = secrets
            .Select(secret => WebhookKeys.TryStandardPublic(secret, out var key) ? key : null)
            .OfType<Ed25519Key>()
            .ToArray();
        if (keys.Length == 0) return false;
        var data = content.SelectMany(piece => piece.ToArray()).ToArray();
        return Decode(texts, WebhookEncoding.Base64)
            .Any(signature => Array.Exists(keys, key => key.Verify(JwtAlgorithm.EdDsa, data, signature)));
    }

    private static WebhookValue? Place(string? header, WebhookValue? value) =>
        header is null ? value : WebhookValue.Header(header);

    // Headers are bounded by the server. Values in the body are not.
    private static string? Text(WebhookRequest request, WebhookValue place) => place.In == WebhookValueLocation.Header
        ? WebhookRequestReader.Header(request, place.At)
        : WebhookRequestReader.Value(request, place);

    private static string? Timestamp(HmacWebhookScheme scheme, WebhookValue? place, WebhookRequest request)
    {
        if (place is null) return null;
        var text = Text(request, place) ?? "";
        return Prefixed(text, scheme.Separator, scheme.TimestampPrefix).FirstOrDefault();
    }

    private static IEnumerable<byte[]> Decode(IEnumerable<string> texts, WebhookEncoding encoding) => texts
        .Take(MaxSignatures)
        .Select(text => WebhookBytes.TryDecode(text, encoding, out var bytes) ? bytes : null)
        .OfType<byte[]>();

    private static SchemeCheck Judge(
        bool isGenuine,
        List<ReadOnlyMemory<byte>> content,
        DateTimeOffset? sentAt,
        TimeSpan tolerance,
        DateTimeOffset now)
    {
        if (!isGenuine)
            return new(WebhookOutcome.InvalidSignature, "No signature matches the request and a known secret.");
        if (sentAt is { } at && TimeWindow.Check(at, tolerance, now) is { } problem) return problem;
        return new(WebhookOutcome.Verified)
        {
            SentAt = sentAt,
            GoodUntil = sentAt + tolerance,
            Signed = WebhookBytes.Sha256(content),
        };
    }

    private static bool SignsId(HmacWebhookScheme scheme, WebhookValue? id) => id switch
    {
        null => false,
        _ when scheme.SignedContent.Contains("{id}", StringComparison.Ordinal) => true,
        { In: WebhookValueLocation.Body } => scheme.SignedContent.Contains("{body}", StringComparison.Ordinal),
        { In: WebhookValueLocation.Query } => scheme.SignedContent.Contains("{url}", StringComparison.Ordinal)
            || scheme.SignedContent.Contains("{query}", StringComparison.Ordinal),
        _ => SignsHeader(scheme, id.At),
    };

    private static bool SignsHeader(HmacWebhookScheme scheme, string name) =>
        scheme.SignedContent.Contains($"{{{SignedPayload.HeaderPrefix}{name}}}", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Prefixed(string header, string? separator, string prefix) =>
        (string.IsNullOrEmpty(separator) ? [header.Trim()] : header.Split(separator, StringSplitOptions.TrimEntries))
            .Where(text => text.StartsWith(prefix, StringComparison.Ordinal))
            .Select(text => text[prefix.Length..]);

    private static SchemeCheck Missing(WebhookValue place) => place.In == WebhookValueLocation.Header
        ? Missing(place.At)
        : new(WebhookOutcome.MissingSignature, $"'{place.At}' is missing, or has no usable value ({place.In}).");

    private static SchemeCheck Missing(string header) =>
        new(WebhookOutcome.MissingSignature, $"The header '{header}' is missing, or has no usable value.");
}

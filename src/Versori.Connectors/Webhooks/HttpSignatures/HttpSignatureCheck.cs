using System.Text;
using Versori.Connectors.Authentication.HttpMessageSignatures;

namespace Versori.Connectors.Webhooks;

/// <summary>Checks HTTP message signatures, in the steps of RFC 9421 §3.2.</summary>
internal static class HttpSignatureCheck
{
    public static SchemeCheck Check(
        HttpSignatureWebhookScheme scheme,
        WebhookDefinition webhook,
        WebhookRequest request,
        IReadOnlyList<Secret> secrets,
        DateTimeOffset now)
    {
        if (ReceivedSignatures.Read(request) is not { } received)
        {
            return new(
                WebhookOutcome.Malformed,
                "Signature or Signature-Input does not have the syntax of RFC 9421 §4 and RFC 8941.");
        }

        var candidates = received.Where(signature => Matches(scheme, signature)).ToArray();
        if (candidates.Length == 0)
        {
            return new(
                WebhookOutcome.MissingSignature,
                "There is no signature with the label, tag and key id of the webhook.");
        }

        // With several signatures, an attacker could remove all but one, and replay the request once for each.
        if (candidates.Length > 1)
            return new(WebhookOutcome.Malformed, "There are several signatures. Select one with label, tag or keyId.");
        var signature = candidates[0];
        return FindMissing(scheme, request, signature) ?? Verify(scheme, webhook, request, signature, secrets, now);
    }

    // RFC 9421 §3.2 step 2: the definition selects the signature.
    private static bool Matches(HttpSignatureWebhookScheme scheme, ReceivedSignature signature) =>
        (scheme.Label is null || scheme.Label == signature.Label)
        && (scheme.Tag is null || scheme.Tag == signature.Parameter("tag"))
        && (scheme.KeyId is null || scheme.KeyId == signature.Parameter("keyid"));

    // RFC 9421 §3.2.1: the components that the signature must cover.
    private static SchemeCheck? FindMissing(
        HttpSignatureWebhookScheme scheme, WebhookRequest request, ReceivedSignature signature)
    {
        if (scheme.Components.FirstOrDefault(name => !signature.Covers(name)) is { } missing)
            return new(WebhookOutcome.MissingSignature, $"The signature does not cover '{missing}'.");
        var needsDigest = scheme.RequireContentDigest && !request.Body.IsEmpty;
        if (needsDigest && !signature.Covers(ReceivedDigest.Header))
        {
            return new(
                WebhookOutcome.MissingSignature,
                "The signature does not cover the body: 'content-digest' is not among its components.");
        }

        if (scheme.RequireCreated && signature.Created is null)
        {
            return new(
                WebhookOutcome.MissingSignature,
                "The signature does not state its time: 'created' is not among its parameters.");
        }

        return null;
    }

    private static SchemeCheck Verify(
        HttpSignatureWebhookScheme scheme,
        WebhookDefinition webhook,
        WebhookRequest request,
        ReceivedSignature signature,
        IReadOnlyList<Secret> secrets,
        DateTimeOffset now)
    {
        // RFC 9421 §3.2 step 6: the definition determines the algorithm. A signature with another one is rejected.
        var expectedAlgorithm = HttpSignatureAlgorithms.NameOf(scheme.Algorithm);
        if (signature.Parameter("alg") is { } claimed && claimed != expectedAlgorithm) return Invalid();
        if (ReceivedSignatureBase.Of(request, signature) is not { } text)
            return new(WebhookOutcome.MissingSignature, "A signed component is missing, or occurs more than once.");

        var data = Encoding.UTF8.GetBytes(text);
        var algorithm = HttpSignatureAlgorithms.JwtOf(scheme.Algorithm);
        var isGenuine = false;
        foreach (var secret in secrets)
        {
            isGenuine |= WebhookKeys.TryHttpSignature(scheme, secret, out var key)
                && key.Verify(algorithm, data, signature.Bytes);
        }

        if (!isGenuine) return Invalid();

        // RFC 9530 §2: the signature covers the digest. The digest must also match the body.
        if (signature.Covers(ReceivedDigest.Header) && !ReceivedDigest.MatchesBody(request))
        {
            return new(
                WebhookOutcome.InvalidSignature,
                "The Content-Digest does not match the body, or has no supported hash algorithm.");
        }

        if (signature.Created is { } created && TimeWindow.Check(created, scheme.Tolerance, now) is { } problem)
            return problem;
        if (signature.Expires is { } expires && now > expires)
            return new(WebhookOutcome.Expired, "The signature has expired.") { SentAt = signature.Created };
        return new(WebhookOutcome.Verified)
        {
            SentAt = signature.Created,
            GoodUntil = Earlier(signature.Created + scheme.Tolerance, signature.Expires),
            Signed = WebhookBytes.Sha256([data]),
            IsIdSigned = SignsId(webhook.MessageId, signature),
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;

    private static bool SignsId(WebhookValue? id, ReceivedSignature signature) => id switch
    {
        null => false,
        { In: WebhookValueLocation.Body } => signature.Covers(ReceivedDigest.Header),
        { In: WebhookValueLocation.Query } => signature.Covers("@query"),
        _ => signature.Covers(id.At.ToLowerInvariant()),
    };

    private static SchemeCheck Invalid() =>
        new(WebhookOutcome.InvalidSignature, "The signature does not match the request and a known key.");
}

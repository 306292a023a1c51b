using System.Text;
using Versori.Connectors.Authentication.HttpMessageSignatures;

namespace Versori.Connectors.Webhooks;

/// <summary>Checks HTTP message signatures: the steps of RFC 9421 §3.2.</summary>
internal static class HttpSignatureCheck
{
    public static SchemeCheck Check(
        HttpSignatureWebhookScheme scheme, WebhookDefinition webhook, WebhookRequest request, IReadOnlyList<Secret> secrets, DateTimeOffset now)
    {
        if (ReceivedSignatures.Read(request) is not { } received) return new(WebhookOutcome.Malformed, "Signature or Signature-Input is not what RFC 9421 §4 and RFC 8941 have there.");
        var candidates = received.Where(signature => IsMeant(scheme, signature)).ToArray();
        if (candidates.Length == 0) return new(WebhookOutcome.MissingSignature, "There is no signature of the label, tag and key that the webhook has.");
        // Of several, each would be a delivery of its own to whoever takes the others out.
        if (candidates.Length > 1) return new(WebhookOutcome.Malformed, "There are several signatures; say with label, tag or keyId which one counts.");
        var signature = candidates[0];
        return Missing(scheme, request, signature) ?? Verify(scheme, webhook, request, signature, secrets, now);
    }

    // RFC 9421 §3.2 step 2: which one counts is the definition's to say.
    private static bool IsMeant(HttpSignatureWebhookScheme scheme, ReceivedSignature signature) =>
        (scheme.Label is null || scheme.Label == signature.Label)
        && (scheme.Tag is null || scheme.Tag == signature.Parameter("tag"))
        && (scheme.KeyId is null || scheme.KeyId == signature.Parameter("keyid"));

    // RFC 9421 §3.2.1: what has to be covered.
    private static SchemeCheck? Missing(HttpSignatureWebhookScheme scheme, WebhookRequest request, ReceivedSignature signature)
    {
        if (scheme.Components.FirstOrDefault(name => !signature.Covers(name)) is { } lacking) return new(WebhookOutcome.MissingSignature, $"The signature does not cover '{lacking}'.");
        if (scheme.RequireContentDigest && !request.Body.IsEmpty && !signature.Covers(ReceivedDigest.Header)) return new(WebhookOutcome.MissingSignature, "The signature does not cover the body: 'content-digest' is not among its components.");
        if (scheme.RequireCreated && signature.Created is null) return new(WebhookOutcome.MissingSignature, "The signature does not say when it was made: 'created' is not among its parameters.");
        return null;
    }

    private static SchemeCheck Verify(
        HttpSignatureWebhookScheme scheme, WebhookDefinition webhook, WebhookRequest request, ReceivedSignature signature, IReadOnlyList<Secret> secrets, DateTimeOffset now)
    {
        // RFC 9421 §3.2 step 6: the algorithm is the definition's; a signature that claims another one is not taken.
        if (signature.Parameter("alg") is { } claimed && claimed != HttpSignatureAlgorithms.NameOf(scheme.Algorithm)) return Invalid();
        if (ReceivedSignatureBase.Of(request, signature) is not { } text) return new(WebhookOutcome.MissingSignature, "A component that is signed is not there, or more than once.");

        var data = Encoding.UTF8.GetBytes(text);
        var algorithm = HttpSignatureAlgorithms.JwtOf(scheme.Algorithm);
        var isGenuine = false;
        foreach (var secret in secrets)
        {
            isGenuine |= WebhookKeys.TryHttpSignature(scheme, secret, out var key) && key.Verify(algorithm, data, signature.Bytes);
        }

        if (!isGenuine) return Invalid();
        // RFC 9530 §2: what is signed is the digest; that it is the body's has to be seen too.
        if (signature.Covers(ReceivedDigest.Header) && !ReceivedDigest.IsOf(request)) return new(WebhookOutcome.InvalidSignature, "The Content-Digest is not that of the body, or of no hash that is known.");
        if (signature.Created is { } created && TimeWindow.Check(created, scheme.Tolerance, now) is { } problem) return problem;
        if (signature.Expires is { } expires && now > expires) return new(WebhookOutcome.Expired, "The signature has expired.") { SentAt = signature.Created };
        return new(WebhookOutcome.Verified)
        {
            SentAt = signature.Created,
            GoodUntil = Earlier(signature.Created + scheme.Tolerance, signature.Expires),
            Signed = WebhookBytes.Sha256([data]),
            IsIdSigned = SignsId(webhook.MessageId, signature),
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private static bool SignsId(WebhookValue? id, ReceivedSignature signature) => id switch
    {
        null => false,
        { In: WebhookValueLocation.Body } => signature.Covers(ReceivedDigest.Header),
        { In: WebhookValueLocation.Query } => signature.Covers("@query"),
        _ => signature.Covers(id.At.ToLowerInvariant()),
    };

    private static SchemeCheck Invalid() => new(WebhookOutcome.InvalidSignature, "The signature is not that of a known key over what came in.");
}

using System.Security.Cryptography;
using Versori.Connectors.Tests.Fuzzing;
using Versori.Connectors.Webhooks;

namespace Versori.Connectors.Tests.Webhooks;

public sealed class WebhookProperties
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly Secret[] Secrets = [new("secret")];

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(500)]
    public bool A_message_with_a_flipped_bit_is_never_verified(byte[]? content, int position, bool inSignature)
    {
        byte[] body = [.. content ?? [], 1];
        var signature = HMACSHA256.HashData("secret"u8, body);
        var target = inSignature ? signature : body;
        var bit = (int)((uint)position % (target.Length * 8));

        var before = Check(body, Convert.ToHexStringLower(signature));
        target[bit / 8] ^= (byte)(1 << (bit % 8));
        var after = Check(body, Convert.ToHexStringLower(signature));

        return before == WebhookOutcome.Verified && after == WebhookOutcome.InvalidSignature;
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(500)]
    public bool Random_headers_and_bodies_are_never_verified_and_never_throw(
        string? signature, string? time, string? url, byte[]? body)
    {
        var request = new WebhookRequest(
            "POST",
            url ?? "",
            [
                new("S", signature ?? ""),
                new("webhook-id", time ?? ""),
                new("webhook-timestamp", time ?? "1700000000"),
                new("webhook-signature", "v1," + signature),
                new("T", "t=" + time),
            ],
            body ?? []);
        WebhookScheme[] schemes =
        [
            HmacWebhookScheme.GitHub with { SignatureHeader = "S", Prefix = "" },
            HmacWebhookScheme.Stripe with
            {
                SignatureHeader = "S",
                TimestampHeader = "T",
                Prefix = "",
                SignedContent = "{timestamp}{url}{path}{query}{sortedForm}{body}",
            },
            HmacWebhookScheme.Shopify with
            {
                SignatureHeader = "S",
                TimestampHeader = "T",
                TimestampFormat = WebhookTimestampFormat.Iso8601,
            },
            HmacWebhookScheme.Shopify with { SignatureHeader = "S", Encoding = WebhookEncoding.Base64Url },
            new StandardWebhooksScheme(),
        ];
        return schemes.All(
            scheme =>
                SchemeChecks.Check(
                    new() { Id = "x", Scheme = scheme }, request, Secrets, Now).Outcome != WebhookOutcome.Verified);
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(500)]
    public bool Signature_encodings_round_trip(byte[]? bytes, WebhookEncoding encoding)
    {
        byte[] given = [.. bytes ?? [], 7];
        var text = WebhookBytes.Encode(given, encoding);
        return text.Length > 512
            || (WebhookBytes.TryDecode(text, encoding, out var decoded) && decoded.AsSpan().SequenceEqual(given));
    }

    private static WebhookOutcome Check(byte[] body, string signature)
    {
        var request = new WebhookRequest(
            "POST", "https://x.example", [new("X-Hub-Signature-256", "sha256=" + signature)], body);
        return SchemeChecks.Check(new() { Id = "x", Scheme = HmacWebhookScheme.GitHub }, request, Secrets, Now).Outcome;
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Versori.Connectors.Webhooks;

/// <summary>Detects challenges and creates the responses to them.</summary>
internal static class ChallengeResponder
{
    private const int MaxTokenLength = 256;
    private const int MaxHeaderLength = 1024;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~+/=-");

    /// <summary>Whether a request is a challenge instead of a delivery.</summary>
    public static bool IsChallenge(WebhookChallenge? challenge, WebhookRequest request) => challenge switch
    {
        EchoWebhookChallenge echo => WebhookRequestReader.Value(request, echo.Challenge) is not null
            && MatchesCondition(echo, request),
        HmacWebhookChallenge hmac => WebhookRequestReader.Value(request, hmac.Token) is not null,
        HeaderWebhookChallenge header => WebhookRequestReader.Header(request, header.Header) is { Length: > 0 },
        _ => false,
    };

    /// <summary>Returns the response to a challenge, or why the challenge is rejected.</summary>
    public static WebhookVerification Response(
        WebhookDefinition webhook,
        WebhookRequest request,
        IReadOnlyList<Secret> signingSecrets,
        IReadOnlyList<Secret> verifyTokens) => webhook.Challenge switch
        {
            EchoWebhookChallenge echo => Echo(echo, request, verifyTokens),
            HmacWebhookChallenge hmac => Sign(hmac, webhook, request, signingSecrets),
            HeaderWebhookChallenge header => Header(header, request),
            var other => throw new NotSupportedException($"The challenge {other?.GetType().Name} is not supported."),
        };

    private static bool MatchesCondition(EchoWebhookChallenge challenge, WebhookRequest request)
    {
        if (challenge.When is null) return true;
        return WebhookRequestReader.Value(request, challenge.When) is { } value
            && (challenge.Expected is null || value == challenge.Expected);
    }

    private static WebhookVerification Echo(
        EchoWebhookChallenge challenge, WebhookRequest request, IReadOnlyList<Secret> tokens)
    {
        if (challenge.VerifyToken is { } place && RejectVerifyToken(place, request, tokens) is { } rejection)
            return rejection;
        var value = WebhookRequestReader.Value(request, challenge.Challenge)!;
        return Accepted(challenge.ResponseField is { } field ? Json((field, value)) : new() { Body = value });
    }

    private static WebhookVerification? RejectVerifyToken(
        WebhookValue place, WebhookRequest request, IReadOnlyList<Secret> tokens)
    {
        if (tokens.Count == 0) return Rejected(WebhookOutcome.NoSecret, "No verify token is set for this webhook.");
        if (WebhookRequestReader.Value(request, place) is not { } token)
            return Rejected(WebhookOutcome.MissingSignature, $"There is no verify token in '{place.At}'.");
        return WebhookBytes.IsOneOf(Encoding.UTF8.GetBytes(token), tokens)
            ? null
            : Rejected(WebhookOutcome.InvalidSignature, "The verify token is unknown.");
    }

    // The sender of the challenge chooses the text that is signed here. If the text could be the body of a delivery,
    // the sender could forge that delivery.
    private static WebhookVerification Sign(
        HmacWebhookChallenge challenge,
        WebhookDefinition webhook,
        WebhookRequest request,
        IReadOnlyList<Secret> secrets)
    {
        var token = WebhookRequestReader.Value(request, challenge.Token)!;
        if (token.Length > MaxTokenLength || token.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            return Rejected(
                WebhookOutcome.Malformed,
                "The token to sign has characters that are not allowed in a token, or is too long.");
        }

        if (secrets.Count == 0) return Rejected(WebhookOutcome.NoSecret, WebhookKeys.NoSecret(webhook));
        var encoding = (webhook.Scheme as HmacWebhookScheme)?.KeyEncoding ?? WebhookKeyEncoding.Text;
        if (!WebhookKeys.TryDecode(secrets[0].Reveal(), encoding, out var key))
            return Rejected(WebhookOutcome.NoSecret, "The secret cannot be used as a key.");
        var hash = WebhookBytes.Hmac(challenge.Algorithm, key, [Encoding.UTF8.GetBytes(token)]);
        var signature = challenge.Prefix + WebhookBytes.Encode(hash, challenge.Encoding);
        return Accepted(challenge.TokenField is { } field
            ? Json((field, token), (challenge.ResponseField, signature))
            : Json((challenge.ResponseField, signature)));
    }

    private static WebhookVerification Header(HeaderWebhookChallenge challenge, WebhookRequest request)
    {
        var value = WebhookRequestReader.Header(request, challenge.Header)!;
        if (value.Length > MaxHeaderLength || value.Any(c => c is < ' ' or > '~'))
            return Rejected(WebhookOutcome.Malformed, "The value to send back is not allowed in a header.");
        return Accepted(new()
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [challenge.ResponseHeader ?? challenge.Header] = value,
            },
        });
    }

    private static WebhookVerification Accepted(WebhookResponse response) =>
        new() { Outcome = WebhookOutcome.Challenge, Response = response };

    private static WebhookVerification Rejected(WebhookOutcome outcome, string reason) =>
        new() { Outcome = outcome, Reason = reason };

    private static WebhookResponse Json(params ReadOnlySpan<(string Name, string Value)> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members) writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        return new() { ContentType = "application/json", Body = Encoding.UTF8.GetString(stream.ToArray()) };
    }
}

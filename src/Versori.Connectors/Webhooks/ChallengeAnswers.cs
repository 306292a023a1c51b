using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Versori.Connectors.Webhooks;

/// <summary>Answers challenges.</summary>
internal static class ChallengeAnswers
{
    private const int LongestToken = 256;
    private const int LongestHeader = 1024;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~+/=-");

    /// <summary>Whether a request is a challenge, and not a delivery.</summary>
    public static bool IsAsked(WebhookChallenge? challenge, WebhookRequest request) => challenge switch
    {
        EchoWebhookChallenge echo => WebhookReading.Value(request, echo.Challenge) is not null
            && (echo.When is null || WebhookReading.Value(request, echo.When) is { } when && (echo.Expected is null || when == echo.Expected)),
        HmacWebhookChallenge hmac => WebhookReading.Value(request, hmac.Token) is not null,
        HeaderWebhookChallenge header => WebhookReading.Header(request, header.Header) is { Length: > 0 },
        _ => false,
    };

    /// <summary>The answer, or why there is none.</summary>
    public static WebhookVerification Of(WebhookDefinition webhook, WebhookRequest request, IReadOnlyList<Secret> signing, IReadOnlyList<Secret> tokens)
    {
        return webhook.Challenge switch
        {
            EchoWebhookChallenge echo => Echo(echo, request, tokens),
            HmacWebhookChallenge hmac => Sign(hmac, webhook, request, signing),
            HeaderWebhookChallenge header => Header(header, request),
            _ => throw new NotSupportedException($"No answer for {webhook.Challenge?.GetType().Name}."),
        };
    }

    private static WebhookVerification Echo(EchoWebhookChallenge challenge, WebhookRequest request, IReadOnlyList<Secret> tokens)
    {
        if (challenge.VerifyToken is { } place)
        {
            if (tokens.Count == 0) return new() { Outcome = WebhookOutcome.NoSecret, Reason = "No verify token was set for this webhook." };
            if (WebhookReading.Value(request, place) is not { } token) return new() { Outcome = WebhookOutcome.MissingSignature, Reason = $"There is no verify token in '{place.At}'." };
            if (!WebhookBytes.IsOneOf(Encoding.UTF8.GetBytes(token), tokens)) return new() { Outcome = WebhookOutcome.InvalidSignature, Reason = "The verify token is not one that is known." };
        }

        var value = WebhookReading.Value(request, challenge.Challenge)!;
        return Answer(challenge.AnswerField is { } field ? Json((field, value)) : new() { Body = value });
    }

    // What is signed here is chosen by whoever asks: a token that could be a body would be a forged delivery.
    private static WebhookVerification Sign(HmacWebhookChallenge challenge, WebhookDefinition webhook, WebhookRequest request, IReadOnlyList<Secret> secrets)
    {
        var token = WebhookReading.Value(request, challenge.Token)!;
        if (token.Length > LongestToken || token.AsSpan().ContainsAnyExcept(TokenCharacters)) return Malformed("The token to sign has characters that a token does not have, or is too long.");
        if (secrets.Count == 0) return new() { Outcome = WebhookOutcome.NoSecret, Reason = "No secret was set for this webhook." };
        var encoding = (webhook.Scheme as HmacWebhookScheme)?.KeyEncoding ?? WebhookKeyEncoding.Text;
        if (!WebhookKeys.TryOf(secrets[0].Reveal(), encoding, out var key)) return new() { Outcome = WebhookOutcome.NoSecret, Reason = "The secret cannot be used as a key." };
        var signature = challenge.Prefix + WebhookBytes.Encode(WebhookBytes.Hmac(challenge.Algorithm, key, [Encoding.UTF8.GetBytes(token)]), challenge.Encoding);
        return Answer(challenge.TokenField is { } field ? Json((field, token), (challenge.AnswerField, signature)) : Json((challenge.AnswerField, signature)));
    }

    private static WebhookVerification Header(HeaderWebhookChallenge challenge, WebhookRequest request)
    {
        var value = WebhookReading.Header(request, challenge.Header)!;
        if (value.Length > LongestHeader || value.Any(c => c is < ' ' or > '~')) return Malformed("The value to send back cannot stand in a header.");
        return Answer(new() { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [challenge.AnswerHeader ?? challenge.Header] = value } });
    }

    private static WebhookVerification Answer(WebhookAnswer answer) => new() { Outcome = WebhookOutcome.Challenge, Answer = answer };

    private static WebhookVerification Malformed(string reason) => new() { Outcome = WebhookOutcome.Malformed, Reason = reason };

    private static WebhookAnswer Json(params ReadOnlySpan<(string Name, string Value)> members)
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

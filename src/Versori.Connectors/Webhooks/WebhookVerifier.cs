using System.Text;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.Webhooks;

/// <summary>The steps of checking a request: find, challenge, genuine, in time, new.</summary>
internal sealed class WebhookVerifier(
    WebhookFinder finder, WebhookSecrets secrets, IWebhookReplayStore replays, IOptions<VersoriConnectorsOptions> options, TimeProvider time) : IWebhookVerifier
{
    /// <summary>How long deliveries without a timestamp are remembered: longer than systems go on sending again.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    public async ValueTask<WebhookVerification> VerifyAsync(
        ConnectorId connectorId, string webhookId, WebhookRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await VerifyAsync(await finder.FindAsync(connectorId, webhookId, cancellationToken).ConfigureAwait(false), request, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<WebhookVerification> VerifyAsync(
        ConnectionId connectionId, string webhookId, WebhookRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await VerifyAsync(await finder.FindAsync(connectionId, webhookId, cancellationToken).ConfigureAwait(false), request, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask ForgetAsync(WebhookVerification verification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(verification);
        // Only who was told that it is new may forget it: a replay must not clear the way for the next one.
        return verification is { IsVerified: true, ReplayKey: { } key } ? replays.RemoveAsync(key, cancellationToken) : default;
    }

    private async ValueTask<WebhookVerification> VerifyAsync(FoundWebhook? found, WebhookRequest request, CancellationToken cancellationToken)
    {
        if (found is null) return new() { Outcome = WebhookOutcome.UnknownWebhook, Reason = "There is no such webhook." };
        if (request.Body.Length > options.Value.MaximumWebhookBytes)
        {
            return new() { Outcome = WebhookOutcome.TooLarge, Reason = $"The body is larger than {options.Value.MaximumWebhookBytes} bytes." };
        }

        try
        {
            return await CheckAsync(found, request, cancellationToken).ConfigureAwait(false);
        }
        catch (WebhookMalformedException exception)
        {
            return new() { Outcome = WebhookOutcome.Malformed, Reason = exception.Message };
        }
    }

    private async ValueTask<WebhookVerification> CheckAsync(FoundWebhook found, WebhookRequest request, CancellationToken cancellationToken)
    {
        var webhook = found.Definition;
        var isChallenge = ChallengeAnswers.IsAsked(webhook.Challenge, request);
        var signing = await secrets.ReadAsync(found, WebhookSecretKind.Signing, cancellationToken).ConfigureAwait(false);
        if (isChallenge && webhook.Challenge is not EchoWebhookChallenge { IsSigned: true })
        {
            return await AnswerAsync(found, request, signing, cancellationToken).ConfigureAwait(false);
        }

        var check = SchemeChecks.Check(webhook, request, signing, time.GetUtcNow());
        if (check.Outcome != WebhookOutcome.Verified) return new() { Outcome = check.Outcome, Reason = check.Reason, SentAt = check.SentAt };
        if (isChallenge) return await AnswerAsync(found, request, signing, cancellationToken).ConfigureAwait(false);

        var verification = new WebhookVerification
        {
            Outcome = WebhookOutcome.Verified,
            EventName = WebhookReading.Value(request, webhook.EventName),
            MessageId = check.MessageId ?? WebhookReading.Value(request, webhook.MessageId),
            SentAt = check.SentAt,
        };
        if (webhook.AcceptReplays || ReplayKey(found, check, verification.MessageId) is not { } key) return verification;
        var isNew = await replays.TryAddAsync(key, check.GoodUntil ?? time.GetUtcNow() + Memory, cancellationToken).ConfigureAwait(false);
        return isNew
            ? verification with { ReplayKey = key }
            : verification with { Outcome = WebhookOutcome.Replayed, Reason = "It was seen before." };
    }

    private async ValueTask<WebhookVerification> AnswerAsync(FoundWebhook found, WebhookRequest request, IReadOnlyList<Secret> signing, CancellationToken cancellationToken)
    {
        var tokens = await secrets.ReadAsync(found, WebhookSecretKind.VerifyToken, cancellationToken).ConfigureAwait(false);
        return ChallengeAnswers.Of(found.Definition, request, signing, tokens);
    }

    // An id that is not signed could be changed by whoever replays; what is signed could not.
    private static string? ReplayKey(FoundWebhook found, SchemeCheck check, string? messageId)
    {
        var what = messageId is not null && (check.IsIdSigned || check.Signed is null) ? Encoding.UTF8.GetBytes($"id\n{messageId}") : check.Signed;
        if (what is null) return null;
        return Convert.ToHexStringLower(WebhookBytes.Sha256([Encoding.UTF8.GetBytes($"{found.Scopes[0]}\n{found.Definition.Id}\n"), what]));
    }
}

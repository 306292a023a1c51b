using System.Text;
using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Refresh;
using Versori.Connectors.Serialization;
using Versori.Connectors.Texts;

namespace Versori.Connectors.Webhooks;

/// <summary>
/// Verifies a request in steps: find the webhook, answer a challenge, check the signature and the time, detect a
/// replay.
/// </summary>
internal sealed class WebhookVerifier(
    WebhookFinder finder,
    WebhookSecrets secrets,
    CustomSchemeCheck customScheme,
    IWebhookReplayStore replays,
    IOptions<VersoriConnectorsOptions> options,
    EngineLifetime lifetime,
    TimeProvider time) : IWebhookVerifier
{
    /// <summary>
    /// How long the record of a delivery without a timestamp is kept. It is longer than systems retry deliveries.
    /// </summary>
    private static readonly TimeSpan ReplayRetention = TimeSpan.FromDays(1);

    private const int LongestId = 100;

    public async ValueTask<WebhookVerification> VerifyAsync(
        ConnectorId connectorId,
        string webhookId,
        WebhookRequest request,
        CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(connectorId);
        StoredText.ThrowIfInvalid(webhookId, nameof(webhookId));
        ArgumentNullException.ThrowIfNull(request);
        return await VerifyAsync(
            await finder.FindAsync(connectorId, webhookId, cancellationToken).ConfigureAwait(false),
            $"The connector '{connectorId}' does not exist, or has no webhook '{Shown(webhookId)}'.",
            request,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<WebhookVerification> VerifyAsync(
        ConnectionId connectionId,
        string webhookId,
        WebhookRequest request,
        CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(connectionId);
        StoredText.ThrowIfInvalid(webhookId, nameof(webhookId));
        ArgumentNullException.ThrowIfNull(request);
        return await VerifyAsync(
            await finder.FindAsync(connectionId, webhookId, cancellationToken).ConfigureAwait(false),
            $"The connection {connectionId} does not exist, or its connector has no webhook '{Shown(webhookId)}'.",
            request,
            cancellationToken).ConfigureAwait(false);
    }

    // The id is part of a URL that anybody can request.
    private static string Shown(string webhookId) => CleanText.OfDocument(webhookId, LongestId);

    public ValueTask ForgetAsync(WebhookVerification verification, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        ArgumentNullException.ThrowIfNull(verification);

        // Only the caller for which the delivery was new can remove its record. Otherwise a replay could enable the
        // next one.
        return verification is { IsVerified: true, ReplayKey: { } key }
            ? replays.RemoveAsync(key, cancellationToken)
            : default;
    }

    public async ValueTask CompleteAsync(
        WebhookVerification verification, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        ArgumentNullException.ThrowIfNull(verification);
        if (verification is not { IsVerified: true, ReplayKey: { } key }) return;
        await replays.TryAddAsync(HandledKey(key), verification.ReplayUntil, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<WebhookVerification> VerifyAsync(
        FoundWebhook? found, string unknown, WebhookRequest request, CancellationToken cancellationToken)
    {
        if (found is null) return new() { Outcome = WebhookOutcome.UnknownWebhook, Reason = unknown };
        if (request.Body.Length > options.Value.MaximumWebhookBytes)
        {
            return new()
            {
                Outcome = WebhookOutcome.TooLarge,
                Reason = $"The body is larger than {options.Value.MaximumWebhookBytes} bytes.",
            };
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

    private async ValueTask<WebhookVerification> CheckAsync(
        FoundWebhook found, WebhookRequest request, CancellationToken cancellationToken)
    {
        var webhook = found.Definition;
        var isChallenge = ChallengeResponder.IsChallenge(webhook.Challenge, request);
        var signing = await secrets
            .ReadAsync(found, WebhookSecretKind.Signing, cancellationToken).ConfigureAwait(false);
        if (isChallenge && webhook.Challenge is not EchoWebhookChallenge { IsSigned: true })
        {
            return await RespondAsync(found, request, signing, cancellationToken).ConfigureAwait(false);
        }

        var check = webhook.Scheme is CustomWebhookScheme custom
            ? await customScheme
                .CheckAsync(custom, webhook, request, signing, time.GetUtcNow(), cancellationToken)
                .ConfigureAwait(false)
            : SchemeChecks.Check(webhook, request, signing, time.GetUtcNow());
        if (check.Outcome != WebhookOutcome.Verified)
            return new() { Outcome = check.Outcome, Reason = check.Reason, SentAt = check.SentAt };
        if (isChallenge) return await RespondAsync(found, request, signing, cancellationToken).ConfigureAwait(false);

        var verification = new WebhookVerification
        {
            Outcome = WebhookOutcome.Verified,
            EventName = WebhookRequestReader.Value(request, webhook.EventName),
            MessageId = check.MessageId ?? WebhookRequestReader.Value(request, webhook.MessageId),
            SentAt = check.SentAt,
        };
        if (webhook.AcceptReplays || ReplayKey(found, check, verification.MessageId) is not { } key)
            return verification;
        var until = check.GoodUntil ?? time.GetUtcNow() + ReplayRetention;
        if (await replays.TryAddAsync(key, until, cancellationToken).ConfigureAwait(false))
            return verification with { ReplayKey = key, ReplayUntil = until };
        return verification with
        {
            Outcome = WebhookOutcome.Replayed,
            Reason = "The delivery was received before.",
            IsHandled = await IsHandledAsync(key, cancellationToken).ConfigureAwait(false),
        };
    }

    // A record that has expired already asks whether there is one, and does not stand in the way of a later one.
    private async ValueTask<bool> IsHandledAsync(string key, CancellationToken cancellationToken)
    {
        var expired = time.GetUtcNow() - TimeSpan.FromSeconds(1);
        return !await replays.TryAddAsync(HandledKey(key), expired, cancellationToken).ConfigureAwait(false);
    }

    private static string HandledKey(string key) =>
        Convert.ToHexStringLower(WebhookBytes.Sha256([Encoding.UTF8.GetBytes($"handled\n{key}")]));

    private async ValueTask<WebhookVerification> RespondAsync(
        FoundWebhook found, WebhookRequest request, IReadOnlyList<Secret> signing, CancellationToken cancellationToken)
    {
        var tokens = await secrets
            .ReadAsync(found, WebhookSecretKind.VerifyToken, cancellationToken).ConfigureAwait(false);
        return ChallengeResponder.Response(found.Definition, request, signing, tokens);
    }

    // A replayed request can have another id if the id is not signed. Signed content cannot be changed.
    private static string? ReplayKey(FoundWebhook found, SchemeCheck check, string? messageId)
    {
        var canUseId = messageId is not null && (check.IsIdSigned || check.Signed is null);
        var identity = canUseId ? Encoding.UTF8.GetBytes($"id\n{messageId}") : check.Signed;
        if (identity is null) return null;
        var webhook = Encoding.UTF8.GetBytes($"{found.Scopes[0]}\n{found.Definition.Id}\n");
        return Convert.ToHexStringLower(WebhookBytes.Sha256([webhook, identity]));
    }
}

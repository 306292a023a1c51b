using System.Diagnostics;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Refresh;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.SignIn;

/// <summary>Validates the calls of <see cref="ISignIns"/> and passes each to the flow that handles it.</summary>
internal sealed class SignInService(
    SignInTargetFinder targets,
    StepUpRequests stepUps,
    AuthorizationCodeFlow authorizationCode,
    OAuth1Flow oauth1,
    DeviceFlow device,
    CallbackLookup callbacks,
    PendingSignIns pendingSignIns,
    EngineLifetime lifetime,
    TimeProvider time) : ISignIns
{
    public async Task<BrowserSignIn> BeginAsync(
        SignInRequest request, CancellationToken cancellationToken = default)
    {
        ConnectArguments.Check(request);
        lifetime.ThrowIfStopped();
        return await EngineTracing.RunAsync(
            () => EngineTracing.StartSignIn("begin", request.ConnectorId),
            _ => BeginInBrowserAsync(request, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<BrowserSignIn> BeginInBrowserAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        if (request.RedirectUri is not null) RedirectUriRules.ThrowIfInvalid(request.RedirectUri);
        var target = await targets.FindAsync(request, IsInteractive, "signing in on a page", cancellationToken)
            .ConfigureAwait(false);
        return OAuth1Flow.Supports(target.Method)
            ? await oauth1.BeginAsync(target, request, cancellationToken).ConfigureAwait(false)
            : await authorizationCode.BeginAsync(target, request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<BrowserSignIn> BeginStepUpAsync(
        ConnectionId id, Uri redirectUri, Secret? session = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        ArgumentNullException.ThrowIfNull(redirectUri);
        var request = await stepUps.CreateAsync(id, redirectUri, session, cancellationToken).ConfigureAwait(false);
        return await BeginAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Connection> CompleteAsync(
        SignInCallback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lifetime.ThrowIfStopped();
        return await EngineTracing.RunAsync(
            () => EngineTracing.StartSignIn("complete", connector: null),
            activity => CompleteInBrowserAsync(callback, activity, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<Connection> CompleteInBrowserAsync(
        SignInCallback callback, Activity? activity, CancellationToken cancellationToken)
    {
        var parameters = CallbackParameters.Read(callback);
        // Take the pending sign-in first: a callback can be used once only, even if a later check refuses it.
        var pending = await callbacks.TakeAsync(callback, parameters, cancellationToken).ConfigureAwait(false);
        activity?.SetTag("versori.connector.id", pending.ConnectorId.Value);
        try
        {
            CallbackValidator.Validate(pending, callback, parameters, time.GetUtcNow());
            return pending.Method is OAuth1Auth
                ? await oauth1.CompleteAsync(pending, parameters, cancellationToken).ConfigureAwait(false)
                : await authorizationCode.CompleteAsync(pending, parameters, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await pendingSignIns.RemoveSecretsAsync(pending).ConfigureAwait(false);
        }
    }

    public async Task<Connection> CompleteWithPinAsync(
        string id, string pin, Secret session, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        StoredText.ThrowIfInvalid(id, nameof(id));
        ArgumentNullException.ThrowIfNull(session);
        if (string.IsNullOrWhiteSpace(pin))
        {
            throw ConnectionErrors.Create(ConnectorErrorCode.InvalidArgument, "The PIN is empty.", "pin");
        }

        return await EngineTracing.RunAsync(
            () => EngineTracing.StartSignIn("complete", connector: null),
            _ => oauth1.CompleteWithPinAsync(id, pin.Trim(), session, cancellationToken)).ConfigureAwait(false);
    }

    public async Task<DeviceSignIn> BeginDeviceAsync(
        SignInRequest request, CancellationToken cancellationToken = default)
    {
        ConnectArguments.Check(request);
        lifetime.ThrowIfStopped();
        return await EngineTracing.RunAsync(
            () => EngineTracing.StartSignIn("begin", request.ConnectorId),
            _ => device.BeginAsync(request, cancellationToken)).ConfigureAwait(false);
    }

    public async Task<Connection> CompleteDeviceAsync(string id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        StoredText.ThrowIfInvalid(id, nameof(id));
        return await EngineTracing.RunAsync(
            () => EngineTracing.StartSignIn("complete", connector: null),
            _ => device.CompleteAsync(id, cancellationToken)).ConfigureAwait(false);
    }

    public async Task<Connection?> PollDeviceAsync(string id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        StoredText.ThrowIfInvalid(id, nameof(id));
        return await EngineTracing.RunAsync(
            () => EngineTracing.StartSignIn("poll", connector: null),
            _ => device.PollAsync(id, cancellationToken)).ConfigureAwait(false);
    }

    public async Task CancelAsync(string id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        StoredText.ThrowIfInvalid(id, nameof(id));
        if (await pendingSignIns.TakeAsync(id, cancellationToken).ConfigureAwait(false) is { } pending)
        {
            await pendingSignIns.RemoveSecretsAsync(pending).ConfigureAwait(false);
        }
    }

    private static bool IsInteractive(AuthMethod method) =>
        method is OAuth2Auth { Grant: OAuth2Grant.AuthorizationCode } || OAuth1Flow.Supports(method);
}

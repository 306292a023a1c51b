using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Grants;

namespace Versori.Connectors.SignIn;

/// <summary>Signs in on another device (RFC 8628).</summary>
internal sealed class DeviceFlow(
    SignInTargetFinder targets,
    OAuth2SignInPreparer preparer,
    DeviceAuthorizationEndpoint endpoint,
    DeviceWait wait,
    PendingSignIns pendingSignIns,
    FurtherCredentialResolver furtherCredentials,
    SignInTransports transports,
    SignInTokenRequester requester,
    SignInCompletion completion)
{
    /// <summary>Requests the codes (RFC 8628 §3.1, §3.2) and stores the pending sign-in.</summary>
    public async Task<DeviceSignIn> BeginAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        var target = await targets.FindAsync(request, IsDeviceMethod, "signing in on another device", cancellationToken)
            .ConfigureAwait(false);
        var prepared = await transports
            .SendAsync(target, _ => preparer.PrepareAsync(target, request, cancellationToken)).ConfigureAwait(false);
        var (device, deviceCode) = await transports.SendAsync(
            target,
            transport => endpoint.RequestAsync(RandomText.Create(), prepared, transport, cancellationToken))
            .ConfigureAwait(false);

        var pending = prepared.Target.ToPending(device.Id, request, device.ExpiresAt) with
        {
            PollInterval = device.Interval,
        };
        var secrets = prepared.Target.SecretsToKeep(request, (PendingSignIns.DeviceCode, deviceCode));
        await pendingSignIns.AddAsync(pending, secrets, prepared.Target.Fields, cancellationToken)
            .ConfigureAwait(false);
        return device;
    }

    /// <summary>Polls until the person has decided (RFC 8628 §3.4, §3.5), and connects with the token.</summary>
    public async Task<Connection> CompleteAsync(string id, CancellationToken cancellationToken)
    {
        var pending = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        var secrets = await pendingSignIns.ReadSecretsAsync(pending, cancellationToken).ConfigureAwait(false);
        var further = await furtherCredentials.ReadAsync(pending, secrets, cancellationToken).ConfigureAwait(false);
        var fields = PendingSignIns.ClientFields(secrets);
        var grant = new DeviceCodeGrant(secrets[PendingSignIns.DeviceCode]);
        var result = await wait.UntilDecidedAsync(
            pending,
            () => requester.RequestAsync(pending, fields, further, grant, callback: null, cancellationToken),
            cancellationToken).ConfigureAwait(false);

        // Another caller may have completed or canceled the sign-in during the wait.
        _ = await pendingSignIns.TakeAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw SignInErrors.InvalidCallback("id", "Another caller completed or canceled the sign-in.");
        await pendingSignIns.RemoveSecretsAsync(pending).ConfigureAwait(false);
        if (!result.IsSuccess) throw new ConnectorException(result.Error);
        return await completion.ConnectAsync(pending, fields, result.Token, further, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Sends one token request (RFC 8628 §3.4) if the interval has passed: the connection, or null while nobody has
    /// decided.
    /// </summary>
    public async Task<Connection?> PollAsync(string id, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        // However often callers ask, and in however many processes: RFC 8628 §3.5 limits the requests to the server.
        if (await wait.TryBeginAsync(found, cancellationToken).ConfigureAwait(false) is not { } pending) return null;
        var secrets = await pendingSignIns.ReadSecretsAsync(pending, cancellationToken).ConfigureAwait(false);
        var further = await furtherCredentials.ReadAsync(pending, secrets, cancellationToken).ConfigureAwait(false);
        var fields = PendingSignIns.ClientFields(secrets);
        var grant = new DeviceCodeGrant(secrets[PendingSignIns.DeviceCode]);
        // The code can be exchanged once: a caller that leaves must not lose what it was exchanged for.
        var result = await wait.OnceAsync(
            pending,
            () => requester.RequestAsync(pending, fields, further, grant, callback: null, CancellationToken.None))
            .ConfigureAwait(false);
        if (result is null) return null;
        // A code that another caller has just exchanged is refused too; that caller completes the sign-in.
        if (!result.IsSuccess && !DeviceWait.IsDecision(result)) throw new ConnectorException(result.Error);
        _ = await pendingSignIns.TakeAsync(id, CancellationToken.None).ConfigureAwait(false)
            ?? throw SignInErrors.InvalidCallback("id", "Another caller completed or canceled the sign-in.");
        await pendingSignIns.RemoveSecretsAsync(pending).ConfigureAwait(false);
        if (!result.IsSuccess) throw new ConnectorException(result.Error);
        return await completion.ConnectAsync(pending, fields, result.Token, further, CancellationToken.None)
            .ConfigureAwait(false);
    }

    // Only a sign-in on a device is completed without a callback: for all others, state and session must be checked.
    private async Task<PendingSignIn> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await pendingSignIns.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return found is { PollInterval: not null }
            ? found
            : throw SignInErrors.InvalidCallback(
                "id", "No such sign-in on a device is pending: it was completed or canceled, or it never started.");
    }

    private static bool IsDeviceMethod(AuthMethod method) => method is OAuth2Auth { Grant: OAuth2Grant.DeviceCode };
}

using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Grants;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authorizing;

internal sealed class AuthorizationService(
    AuthorizationPreparer preparer,
    FurtherCredentials furtherCredentials,
    ClientTransports transports,
    PendingAuthorizations pendings,
    AuthorizationUrl urls,
    DeviceEndpoint devices,
    DeviceWait deviceWait,
    OAuth1SignIn oauth1,
    TokenRequester requester,
    ConnectionService connections,
    ClientSecrets clientSecrets,
    IOptions<VersoriConnectorsOptions> options,
    TimeProvider time) : IAuthorizations
{
    public async Task<Authorization> BeginAsync(AuthorizationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RedirectUri is not null) RefuseUnfitRedirectUri(request.RedirectUri);
        var target = await preparer.FindAsync(request, IsInteractive, "signing in on a page", cancellationToken).ConfigureAwait(false);
        if (OAuth1SignIn.Fits(target.Method)) return await oauth1.BeginAsync(target, request, cancellationToken).ConfigureAwait(false);

        RefuseUnfitRedirectUri(request.RedirectUri);
        var prepared = await preparer.PrepareAsync(target, request, cancellationToken).ConfigureAwait(false);
        var (state, session) = (RandomText.Create(), request.Session ?? RandomText.Create());
        var verifier = Pkce.CreateVerifier(prepared.Method.Pkce);
        var url = await WithTransportAsync(
            target.Further, transport => urls.CreateAsync(prepared, request, state, verifier, transport, cancellationToken)).ConfigureAwait(false);

        var pending = prepared.Target.Pending(StateHash.Of(state), request, time.GetUtcNow() + options.Value.SignInLifetime) with
        {
            RedirectUri = request.RedirectUri!.OriginalString,
            SessionHash = StateHash.Of(session),
        };
        var own = prepared.Target.Secrets(request, (PendingAuthorizations.Verifier, verifier));
        await pendings.AddAsync(pending, own, prepared.Target.Fields, cancellationToken).ConfigureAwait(false);
        return new() { Id = pending.Id, Url = url, Session = new(session), ExpiresAt = pending.ExpiresAt };
    }

    public async Task<Connection> CompleteAsync(AuthorizationCallback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var parameters = CallbackParameters.Read(callback);
        // Burned first: whatever is wrong with the rest, what came back is never good again.
        var pending = await TakeAsync(callback, parameters, cancellationToken).ConfigureAwait(false);
        try
        {
            CallbackCheck.ThrowIfForeign(pending, callback, parameters, time.GetUtcNow());
            if (pending.Method is OAuth1Auth)
            {
                var temporary = await SecretsAsync(pending, cancellationToken).ConfigureAwait(false);
                return await ConnectOAuth1Async(pending, temporary, OAuth1SignIn.VerifierOf(pending, parameters, temporary), parameters, cancellationToken).ConfigureAwait(false);
            }

            if (parameters.TryGetValue("error", out var error)) throw AuthorizationErrors.Refused(pending.Method, error);
            var parameter = ((OAuth2Auth)pending.Method).CodeParameter;
            if (!parameters.TryGetValue(parameter, out var code) || code.Length == 0) throw AuthorizationErrors.Callback(parameter, "The callback has no code.");

            var secrets = await SecretsAsync(pending, cancellationToken).ConfigureAwait(false);
            var grant = new AuthorizationCodeGrant(code, pending.RedirectUri!, secrets.GetValueOrDefault(PendingAuthorizations.Verifier));
            var further = await furtherCredentials.ReadAsync(pending, secrets, cancellationToken).ConfigureAwait(false);
            var (fields, result) = await RequestAsync(pending, secrets, further, grant, parameters, cancellationToken).ConfigureAwait(false);
            if (!result.IsSuccess) throw new ConnectorException(result.Error);
            return await ConnectAsync(pending, fields, result.Token, further, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await pendings.RemoveSecretsAsync(pending).ConfigureAwait(false);
        }
    }

    public async Task<Connection> CompleteWithPinAsync(string id, string pin, Secret session, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(session);
        if (string.IsNullOrWhiteSpace(pin)) throw ConnectionErrors.Of(ConnectorErrorCode.InvalidArgument, "There is no PIN.", "pin");
        // Only what waits for a PIN is completed with one, so that a callback's URI and session are always looked at.
        if (await pendings.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { Method: OAuth1Auth, RedirectUri: null }) throw NotUnderWay();
        var pending = await pendings.TakeAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotUnderWay();
        try
        {
            CallbackCheck.ThrowIfForeign(pending, session, time.GetUtcNow());
            var secrets = await SecretsAsync(pending, cancellationToken).ConfigureAwait(false);
            return await ConnectOAuth1Async(pending, secrets, pin.Trim(), callback: null, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await pendings.RemoveSecretsAsync(pending).ConfigureAwait(false);
        }

        static ConnectorException NotUnderWay() => AuthorizationErrors.Callback("id", "No such sign-in with a PIN is under way: it was completed, given up or never begun.");
    }

    public async Task<DeviceAuthorization> BeginDeviceAsync(AuthorizationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var target = await preparer.FindAsync(
            request, method => method is OAuth2Auth { Grant: OAuth2Grant.DeviceCode }, "signing in on another device", cancellationToken).ConfigureAwait(false);
        var prepared = await preparer.PrepareAsync(target, request, cancellationToken).ConfigureAwait(false);
        var (device, code) = await WithTransportAsync(
            target.Further, transport => devices.BeginAsync(RandomText.Create(), prepared, transport, cancellationToken)).ConfigureAwait(false);
        var pending = prepared.Target.Pending(device.Id, request, device.ExpiresAt) with { PollInterval = device.Interval };
        var own = prepared.Target.Secrets(request, (PendingAuthorizations.DeviceCode, code));
        await pendings.AddAsync(pending, own, prepared.Target.Fields, cancellationToken).ConfigureAwait(false);
        return device;
    }

    public async Task<Connection> CompleteDeviceAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        // A sign-in with a code is not completed here, so that its state and session are always looked at.
        var pending = await pendings.FindAsync(id, cancellationToken).ConfigureAwait(false) is { PollInterval: not null } found
            ? found
            : throw AuthorizationErrors.Callback("id", "No such sign-in on a device is under way: it was completed, given up or never begun.");
        var secrets = await SecretsAsync(pending, cancellationToken).ConfigureAwait(false);
        var further = await furtherCredentials.ReadAsync(pending, secrets, cancellationToken).ConfigureAwait(false);
        var grant = new DeviceCodeGrant(secrets[PendingAuthorizations.DeviceCode]);
        var result = await deviceWait.UntilDecidedAsync(
            pending,
            async () => (await RequestAsync(pending, secrets, further, grant, callback: null, cancellationToken).ConfigureAwait(false)).Result,
            cancellationToken).ConfigureAwait(false);

        // Somebody else may have waited for the same, or given it up meanwhile.
        _ = await pendings.TakeAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw AuthorizationErrors.Callback("id", "The sign-in was completed elsewhere, or given up.");
        await pendings.RemoveSecretsAsync(pending).ConfigureAwait(false);
        if (!result.IsSuccess) throw new ConnectorException(result.Error);
        return await ConnectAsync(pending, PendingAuthorizations.FieldsOf(secrets), result.Token, further, cancellationToken).ConfigureAwait(false);
    }

    public async Task CancelAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (await pendings.TakeAsync(id, cancellationToken).ConfigureAwait(false) is { } pending) await pendings.RemoveSecretsAsync(pending).ConfigureAwait(false);
    }

    public Task RotateClientSecretAsync(ConnectorId connectorId, string methodId, Secret secret, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(methodId);
        ArgumentNullException.ThrowIfNull(secret);
        return clientSecrets.RotateAsync(connectorId, methodId, secret, cancellationToken);
    }

    private async Task<(Dictionary<string, string> Fields, TokenResult Result)> RequestAsync(
        PendingAuthorization pending,
        IReadOnlyDictionary<string, string> secrets,
        IReadOnlyList<MethodCredential> further,
        TokenGrant grant,
        IReadOnlyDictionary<string, string>? callback,
        CancellationToken cancellationToken)
    {
        var fields = PendingAuthorizations.FieldsOf(secrets);
        var connector = await connections.FindConnectorAsync(pending.ConnectorId, cancellationToken).ConfigureAwait(false);
        var values = preparer.ValuesOf(connector, pending.Method, pending.Inputs, fields);
        return (fields, await WithTransportAsync(further, transport => requester.RequestAsync(
            (OAuth2Auth)pending.Method, new(pending.ConnectorId, values, null) { Transport = transport }, grant, callback, cancellationToken)).ConfigureAwait(false));
    }

    // The connection does not exist yet: its certificate is presented by a transport that lasts for one request.
    private async Task<T> WithTransportAsync<T>(IReadOnlyList<MethodCredential> further, Func<ClientTransport?, Task<T>> send)
    {
        var transport = transports.ForSignIn(further);
        try
        {
            return await send(transport).ConfigureAwait(false);
        }
        finally
        {
            transport?.Retire();
        }
    }

    private Task<Connection> ConnectAsync(
        PendingAuthorization pending, Dictionary<string, string> fields, Token token, IReadOnlyList<MethodCredential> further, CancellationToken cancellationToken)
    {
        var credential = Credential.For(pending.Method.Id, fields);
        MethodCredential[] signedIn = [new(pending.Method, credential, token, pending.HasOwnScopes), .. further];
        if (pending.ConnectionId is { } id) return connections.ReconnectAsync(id, [credential], pending.Inputs, pending.TryCredential, signedIn, cancellationToken);
        var request = new ConnectRequest
        {
            ConnectorId = pending.ConnectorId,
            Name = pending.Name,
            Owner = pending.Owner,
            Credential = credential,
            Inputs = pending.Inputs,
            IsDefault = pending.IsDefault,
            TryCredential = pending.TryCredential,
        };
        return connections.ConnectAsync(request, signedIn, cancellationToken);
    }

    private async Task<IReadOnlyDictionary<string, string>> SecretsAsync(PendingAuthorization pending, CancellationToken cancellationToken) =>
        await pendings.ReadAsync(pending, cancellationToken).ConfigureAwait(false)
        ?? throw AuthorizationErrors.Callback("state", "The secrets of the sign-in are gone, or cannot be opened any more.");

    private async Task<PendingAuthorization> TakeAsync(
        AuthorizationCallback callback, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        var (name, id) = OAuth1SignIn.TokenOf(parameters) is { } token ? ("oauth_token", OAuth1SignIn.IdOf(callback.Session.Reveal(), token))
            : parameters.TryGetValue("state", out var state) ? ("state", StateHash.Of(state))
            : throw AuthorizationErrors.Callback("state", "The callback has neither a state nor an oauth_token.");
        return await pendings.TakeAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw AuthorizationErrors.Callback(name, $"No sign-in with this {name} is under way: it was completed, given up or never begun, or its {nameof(IPendingAuthorizationStore)} is another one.");
    }

    private async Task<Connection> ConnectOAuth1Async(
        PendingAuthorization pending, IReadOnlyDictionary<string, string> secrets, string verifier, IReadOnlyDictionary<string, string>? callback, CancellationToken cancellationToken)
    {
        var fields = PendingAuthorizations.FieldsOf(secrets);
        var connector = await connections.FindConnectorAsync(pending.ConnectorId, cancellationToken).ConfigureAwait(false);
        var values = preparer.ValuesOf(connector, pending.Method, pending.Inputs, fields);
        var token = await oauth1.CompleteAsync(pending, secrets, values, verifier, callback, cancellationToken).ConfigureAwait(false);
        var further = await furtherCredentials.ReadAsync(pending, secrets, cancellationToken).ConfigureAwait(false);
        return await ConnectAsync(pending, fields, token, further, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsInteractive(AuthMethod method) => method is OAuth2Auth { Grant: OAuth2Grant.AuthorizationCode } || OAuth1SignIn.Fits(method);

    // RFC 6749 §3.1.2: absolute, without a fragment. What travels in clear must not leave the machine (RFC 8252 §7.3).
    private static void RefuseUnfitRedirectUri(Uri? uri)
    {
        var problem = uri is null ? "A sign-in needs a redirect URI."
            : !uri.IsAbsoluteUri ? "A redirect URI is absolute (RFC 6749 §3.1.2)."
            : uri.Fragment.Length > 0 ? "A redirect URI has no fragment (RFC 6749 §3.1.2)."
            : uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback ? "A redirect URI over plain http is for loopback only."
            : null;
        if (problem is not null) throw ConnectionErrors.Of(ConnectorErrorCode.InvalidArgument, problem, "redirectUri");
    }
}

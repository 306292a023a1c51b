using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Grants;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Authorizing;

internal sealed class AuthorizationService(
    AuthorizationPreparer preparer,
    PendingAuthorizations pendings,
    AuthorizationUrl urls,
    DeviceEndpoint devices,
    DeviceWait deviceWait,
    TokenRequester requester,
    ConnectionService connections,
    ClientSecrets clientSecrets,
    IOptions<VersoriConnectorsOptions> options,
    TimeProvider time) : IAuthorizations
{
    public async Task<Authorization> BeginAsync(AuthorizationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RefuseUnfitRedirectUri(request.RedirectUri);
        var prepared = await preparer.PrepareAsync(request, OAuth2Grant.AuthorizationCode, cancellationToken).ConfigureAwait(false);
        var (state, session) = (RandomText.Create(), request.Session ?? RandomText.Create());
        var verifier = Pkce.CreateVerifier(prepared.Method.Pkce);
        var url = await urls.CreateAsync(prepared, request, state, verifier, cancellationToken).ConfigureAwait(false);

        var pending = Pending(StateHash.Of(state), prepared, request, time.GetUtcNow() + options.Value.SignInLifetime) with
        {
            RedirectUri = request.RedirectUri!.OriginalString,
            SessionHash = StateHash.Of(session),
        };
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        if (verifier is not null) own[PendingAuthorizations.Verifier] = verifier;
        await pendings.AddAsync(pending, own, prepared.Fields, cancellationToken).ConfigureAwait(false);
        return new() { Id = pending.Id, Url = url, Session = new(session), ExpiresAt = pending.ExpiresAt };
    }

    public async Task<Connection> CompleteAsync(AuthorizationCallback callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var parameters = CallbackParameters.Read(callback);
        if (!parameters.TryGetValue("state", out var state)) throw AuthorizationErrors.Callback("state", "The callback has no state.");
        // Burned first: whatever is wrong with the rest, this state is never good again.
        var pending = await pendings.TakeAsync(StateHash.Of(state), cancellationToken).ConfigureAwait(false)
            ?? throw AuthorizationErrors.Callback("state", "No sign-in with this state is under way: it was completed, given up or never begun.");
        try
        {
            CallbackCheck.ThrowIfForeign(pending, callback, parameters, time.GetUtcNow());
            if (parameters.TryGetValue("error", out var error)) throw AuthorizationErrors.Refused(pending.Method, error);
            if (!parameters.TryGetValue(pending.Method.CodeParameter, out var code) || code.Length == 0) throw AuthorizationErrors.Callback(pending.Method.CodeParameter, "The callback has no code.");

            var secrets = await SecretsAsync(pending, cancellationToken).ConfigureAwait(false);
            var grant = new AuthorizationCodeGrant(code, pending.RedirectUri!, secrets.GetValueOrDefault(PendingAuthorizations.Verifier));
            var (fields, result) = await RequestAsync(pending, secrets, grant, parameters, cancellationToken).ConfigureAwait(false);
            if (!result.IsSuccess) throw new ConnectorException(result.Error);
            return await ConnectAsync(pending, fields, result.Token, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await pendings.RemoveSecretsAsync(pending).ConfigureAwait(false);
        }
    }

    public async Task<DeviceAuthorization> BeginDeviceAsync(AuthorizationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var prepared = await preparer.PrepareAsync(request, OAuth2Grant.DeviceCode, cancellationToken).ConfigureAwait(false);
        var (device, code) = await devices.BeginAsync(RandomText.Create(), prepared, cancellationToken).ConfigureAwait(false);
        var pending = Pending(device.Id, prepared, request, device.ExpiresAt) with { PollInterval = device.Interval };
        var own = new Dictionary<string, string>(StringComparer.Ordinal) { [PendingAuthorizations.DeviceCode] = code };
        await pendings.AddAsync(pending, own, prepared.Fields, cancellationToken).ConfigureAwait(false);
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
        var grant = new DeviceCodeGrant(secrets[PendingAuthorizations.DeviceCode]);
        var result = await deviceWait.UntilDecidedAsync(
            pending,
            async () => (await RequestAsync(pending, secrets, grant, callback: null, cancellationToken).ConfigureAwait(false)).Result,
            cancellationToken).ConfigureAwait(false);

        // Somebody else may have waited for the same, or given it up meanwhile.
        _ = await pendings.TakeAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw AuthorizationErrors.Callback("id", "The sign-in was completed elsewhere, or given up.");
        await pendings.RemoveSecretsAsync(pending).ConfigureAwait(false);
        if (!result.IsSuccess) throw new ConnectorException(result.Error);
        return await ConnectAsync(pending, PendingAuthorizations.FieldsOf(secrets), result.Token, cancellationToken).ConfigureAwait(false);
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
        TokenGrant grant,
        IReadOnlyDictionary<string, string>? callback,
        CancellationToken cancellationToken)
    {
        var fields = PendingAuthorizations.FieldsOf(secrets);
        var connector = await connections.FindConnectorAsync(pending.ConnectorId, cancellationToken).ConfigureAwait(false);
        var request = new TokenRequest(pending.ConnectorId, preparer.ValuesOf(connector, pending.Method, pending.Inputs, fields), null);
        return (fields, await requester.RequestAsync(pending.Method, request, grant, callback, cancellationToken).ConfigureAwait(false));
    }

    private Task<Connection> ConnectAsync(PendingAuthorization pending, Dictionary<string, string> fields, Token token, CancellationToken cancellationToken)
    {
        var credential = Credential.For(pending.Method.Id, fields);
        var signedIn = new MethodCredential(pending.Method, credential, token);
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

    private static PendingAuthorization Pending(string id, PreparedAuthorization prepared, AuthorizationRequest request, DateTimeOffset expiresAt) => new()
    {
        Id = id,
        ConnectorId = prepared.Connector.Id,
        ConnectorVersion = prepared.Connector.Version,
        Method = prepared.Method,
        Owner = prepared.Owner,
        Name = prepared.Name,
        ConnectionId = prepared.Before?.Id,
        Inputs = prepared.Inputs,
        IsDefault = request.IsDefault,
        TryCredential = request.TryCredential,
        ExpiresAt = expiresAt,
        Secrets = default,
    };

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

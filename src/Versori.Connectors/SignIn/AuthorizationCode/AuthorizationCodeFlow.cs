using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Grants;

namespace Versori.Connectors.SignIn;

/// <summary>Signs in with an authorization code (RFC 6749 §4.1).</summary>
internal sealed class AuthorizationCodeFlow(
    OAuth2SignInPreparer preparer,
    AuthorizationUrlBuilder urls,
    PendingSignIns pendingSignIns,
    FurtherCredentialResolver furtherCredentials,
    SignInTransports transports,
    SignInTokenRequester requester,
    SignInCompletion completion,
    IOptions<VersoriConnectorsOptions> options,
    TimeProvider time)
{
    /// <summary>Creates the authorization request (RFC 6749 §4.1.1) and stores the pending sign-in.</summary>
    public async Task<BrowserSignIn> BeginAsync(
        SignInTarget target, SignInRequest request, CancellationToken cancellationToken)
    {
        RedirectUriRules.ThrowIfInvalid(request.RedirectUri);
        var prepared = await preparer.PrepareAsync(target, request, cancellationToken).ConfigureAwait(false);
        var state = RandomText.Create();
        var session = request.Session?.Reveal() ?? RandomText.Create();
        var verifier = Pkce.CreateVerifier(prepared.Method.Pkce);
        var url = await transports.SendAsync(
            target.Further,
            transport => urls.CreateAsync(prepared, request, state, verifier, transport, cancellationToken))
            .ConfigureAwait(false);

        var expiresAt = time.GetUtcNow() + options.Value.SignInLifetime;
        var pending = prepared.Target.ToPending(StateHash.Of(state), request, expiresAt) with
        {
            RedirectUri = request.RedirectUri!.OriginalString,
            SessionHash = StateHash.Of(session),
        };
        var secrets = prepared.Target.SecretsToKeep(request, (PendingSignIns.Verifier, verifier));
        await pendingSignIns.AddAsync(pending, secrets, prepared.Target.Fields, cancellationToken)
            .ConfigureAwait(false);
        return new() { Id = pending.Id, Url = url, Session = new(session), ExpiresAt = pending.ExpiresAt };
    }

    /// <summary>Exchanges the code of the callback for a token (RFC 6749 §4.1.3) and connects with it.</summary>
    public async Task<Connection> CompleteAsync(
        PendingSignIn pending,
        IReadOnlyDictionary<string, string> callback,
        CancellationToken cancellationToken)
    {
        var code = ReadCode((OAuth2Auth)pending.Method, callback);
        var secrets = await pendingSignIns.ReadSecretsAsync(pending, cancellationToken).ConfigureAwait(false);
        var verifier = secrets.GetValueOrDefault(PendingSignIns.Verifier);
        var grant = new AuthorizationCodeGrant(code, pending.RedirectUri!, verifier);
        var further = await furtherCredentials.ReadAsync(pending, secrets, cancellationToken).ConfigureAwait(false);
        var fields = PendingSignIns.ClientFields(secrets);
        var result = await requester.RequestAsync(pending, fields, further, grant, callback, cancellationToken)
            .ConfigureAwait(false);
        if (!result.IsSuccess) throw new ConnectorException(result.Error);
        return await completion.ConnectAsync(pending, fields, result.Token, further, cancellationToken)
            .ConfigureAwait(false);
    }

    // RFC 6749 §4.1.2, §4.1.2.1
    private static string ReadCode(OAuth2Auth method, IReadOnlyDictionary<string, string> callback)
    {
        if (callback.TryGetValue("error", out var error)) throw SignInErrors.Refused(method, error);
        return callback.TryGetValue(method.CallbackCodeParameter, out var code) && code.Length > 0
            ? code
            : throw SignInErrors.InvalidCallback(method.CallbackCodeParameter, "The callback has no code.");
    }
}

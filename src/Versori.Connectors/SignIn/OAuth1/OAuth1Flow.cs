using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth1;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.SignIn;

/// <summary>Signs in with OAuth 1.0a (RFC 5849 §2).</summary>
internal sealed class OAuth1Flow(
    ConnectionService connections,
    SignInValues signInValues,
    TemporaryCredentialEndpoint temporaryCredentials,
    OAuth1Requester requester,
    PendingSignIns pendingSignIns,
    FurtherCredentialResolver furtherCredentials,
    SignInCompletion completion,
    IOptions<VersoriConnectorsOptions> options,
    TimeProvider time)
{
    public static bool Supports(AuthMethod method) => method is OAuth1Auth { AuthorizationUrl: not null };

    /// <summary>Obtains temporary credentials (RFC 5849 §2.1) and stores the pending sign-in.</summary>
    public async Task<BrowserSignIn> BeginAsync(
        SignInTarget target, SignInRequest request, CancellationToken cancellationToken)
    {
        var method = (OAuth1Auth)target.Method;
        if (request.Scopes is not null)
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidArgument,
                "OAuth 1.0a has no scopes; set temporaryCredentialParameters or authorizationParameters on the method.",
                "scopes");
        }

        target = target with { Fields = ConsumerFields(target) };
        var values = signInValues.Of(target.Connector, method, target.Inputs, target.Fields);
        var (token, secret) = await temporaryCredentials
            .RequestAsync(method, values, request.RedirectUri, cancellationToken)
            .ConfigureAwait(false);

        var session = request.Session?.Reveal() ?? RandomText.Create();
        var expiresAt = time.GetUtcNow() + options.Value.SignInLifetime;
        var pending = target.ToPending(OAuth1Callback.SignInId(session, token), request, expiresAt) with
        {
            RedirectUri = request.RedirectUri?.OriginalString,
            SessionHash = StateHash.Of(session),
        };
        var secrets = target.SecretsToKeep(
            request, (PendingSignIns.TemporaryToken, token), (PendingSignIns.TemporarySecret, secret));
        var url = OAuth1AuthorizationUrl.Create(method, values, request, token);
        await pendingSignIns.AddAsync(pending, secrets, target.Fields, cancellationToken).ConfigureAwait(false);
        return new() { Id = pending.Id, Url = url, Session = new(session), ExpiresAt = pending.ExpiresAt };
    }

    /// <summary>Completes a sign-in with the verifier of its callback (RFC 5849 §2.2).</summary>
    public async Task<Connection> CompleteAsync(
        PendingSignIn pending,
        IReadOnlyDictionary<string, string> callback,
        CancellationToken cancellationToken)
    {
        var secrets = await pendingSignIns.ReadSecretsAsync(pending, cancellationToken).ConfigureAwait(false);
        var verifier = OAuth1Callback.VerifierOf(pending, callback, secrets);
        return await ConnectAsync(pending, secrets, verifier, callback, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Completes a sign-in with the PIN that the person was shown (RFC 5849 §2.1, <c>oob</c>).</summary>
    public async Task<Connection> CompleteWithPinAsync(
        string id, string pin, Secret session, CancellationToken cancellationToken)
    {
        var pending = await TakePinSignInAsync(id, cancellationToken).ConfigureAwait(false);
        try
        {
            CallbackValidator.Validate(pending, session, time.GetUtcNow());
            var secrets = await pendingSignIns.ReadSecretsAsync(pending, cancellationToken).ConfigureAwait(false);
            return await ConnectAsync(pending, secrets, pin, callback: null, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await pendingSignIns.RemoveSecretsAsync(pending).ConfigureAwait(false);
        }
    }

    // Only a sign-in without a redirect URI accepts a PIN: for all others, the callback's URI must be checked.
    private async Task<PendingSignIn> TakePinSignInAsync(string id, CancellationToken cancellationToken)
    {
        var found = await pendingSignIns.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (found is not { Method: OAuth1Auth, RedirectUri: null }) throw NotPending();
        return await pendingSignIns.TakeAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotPending();

        static ConnectorException NotPending() => SignInErrors.InvalidCallback(
            "id", "No such sign-in with a PIN is pending: it was completed or canceled, or it never started.");
    }

    private async Task<Connection> ConnectAsync(
        PendingSignIn pending,
        IReadOnlyDictionary<string, string> secrets,
        string verifier,
        IReadOnlyDictionary<string, string>? callback,
        CancellationToken cancellationToken)
    {
        var fields = PendingSignIns.ClientFields(secrets);
        var token = await RequestTokenAsync(pending, secrets, fields, verifier, callback, cancellationToken)
            .ConfigureAwait(false);
        var further = await furtherCredentials.ReadAsync(pending, secrets, cancellationToken).ConfigureAwait(false);
        return await completion.ConnectAsync(pending, fields, token, further, cancellationToken).ConfigureAwait(false);
    }

    // RFC 5849 §2.3
    private async Task<Token> RequestTokenAsync(
        PendingSignIn pending,
        IReadOnlyDictionary<string, string> secrets,
        IReadOnlyDictionary<string, string> fields,
        string verifier,
        IReadOnlyDictionary<string, string>? callback,
        CancellationToken cancellationToken)
    {
        var method = (OAuth1Auth)pending.Method;
        var connector = await connections.FindConnectorAsync(pending.ConnectorId, cancellationToken)
            .ConfigureAwait(false);
        var values = signInValues.Of(connector, method, pending.Inputs, fields);
        var signer = OAuth1Signers.For(
            method, values, secrets[PendingSignIns.TemporaryToken], secrets[PendingSignIns.TemporarySecret]);
        var response = await requester.SendAsync(
            OAuth1Token.Endpoint,
            method,
            method.TokenUrl!,
            values,
            signer,
            method.TokenParameters,
            [new("oauth_verifier", verifier)],
            cancellationToken).ConfigureAwait(false);
        return OAuth1Token.Read(method, response, callback, current: null);
    }

    private static Dictionary<string, string> ConsumerFields(SignInTarget target)
    {
        var method = (OAuth1Auth)target.Method;
        var secretField = OAuth1Signers.IsRsa(method) ? OAuth1Signers.PrivateKey : OAuth1Signers.ConsumerSecret;
        string[] required = [OAuth1Signers.ConsumerKey, secretField];
        foreach (var name in required.Where(name => !target.Fields.ContainsKey(name)))
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidCredential,
                $"The sign-in with '{method.Id}' needs the consumer's '{name}'; pass it as the request's client.",
                name);
        }

        return required.ToDictionary(name => name, name => target.Fields[name], StringComparer.Ordinal);
    }
}

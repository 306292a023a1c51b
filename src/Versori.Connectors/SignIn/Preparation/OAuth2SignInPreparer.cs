using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.SignIn;

/// <summary>
/// Adds what a sign-in with OAuth 2.0 needs: the scopes and the client. If there is no client, it uses the host's
/// client metadata or registers a client.
/// </summary>
internal sealed class OAuth2SignInPreparer(
    SignInValues signInValues,
    OAuth2Clients clients,
    OAuth2Discovery discovery,
    ClientRegistration registration)
{
    public async Task<PreparedSignIn> PrepareAsync(
        SignInTarget target, SignInRequest request, CancellationToken cancellationToken)
    {
        var scopes = request.Scopes ?? ScopesOfConnection(target);
        target = WithScopes(target, scopes);
        if (((OAuth2Auth)target.Method).TokenUrl is null)
        {
            throw SignInErrors.MissingSetting((OAuth2Auth)target.Method, "tokenUrl", "token endpoint");
        }

        target = await WithClientAsync(target, request.RedirectUri, cancellationToken).ConfigureAwait(false);
        var method = (OAuth2Auth)target.Method;
        var values = ValuesOf(target);
        var client = await clients.FindAsync(method, target.Connector.Id, values, cancellationToken)
            .ConfigureAwait(false);
        if (client.Id is null)
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidCredential,
                $"The sign-in with '{method.Id}' needs a client: pass one with the request, or set the host's own "
                + "client on the connector's auth method (clientId).",
                OAuth2Clients.IdField);
        }

        return new(target, method, OAuth2Clients.With(values, client), client);
    }

    private static SignInTarget WithScopes(SignInTarget target, IReadOnlyList<string>? scopes) => scopes is null
        ? target
        : target with { Method = (OAuth2Auth)target.Method with { Scopes = scopes }, HasOwnScopes = true };

    // MCP authorization, "Client Registration": a client that exists, then the host's client metadata, then
    // registration (RFC 7591 §3). If none is possible, the caller gets an error that names the missing client.
    private async Task<SignInTarget> WithClientAsync(
        SignInTarget target, Uri? redirectUri, CancellationToken cancellationToken)
    {
        var method = (OAuth2Auth)target.Method;
        var hasClient = target.Fields.ContainsKey(OAuth2Clients.IdField) || method.ClientId is not null;
        if (hasClient || (method.RegistrationUrl is null && method.ClientMetadataUrl is null)) return target;
        var server = IsDiscovered(target)
            ? await discovery.ReadRegistrationOptionsAsync(method, ContextOf(target), cancellationToken)
                .ConfigureAwait(false)
            : null;
        if (UsesClientMetadata(method, server)) return WithClientMetadata(target, method);
        if (method.RegistrationUrl is null) return target;
        var (registered, fields) = await registration
            .RegisterAsync(target.Connector, method, server, ValuesOf(target), redirectUri, cancellationToken)
            .ConfigureAwait(false);
        return target with { Method = registered, Fields = fields };
    }

    // If nothing is known about the server, the definition decides.
    private static bool UsesClientMetadata(OAuth2Auth method, RegistrationOptions? server) =>
        method.ClientMetadataUrl is not null && (server?.ReadsClientMetadata ?? method.RegistrationUrl is null);

    // The metadata are public, so a client that is identified by them has no secret. It may have a private key.
    private static SignInTarget WithClientMetadata(SignInTarget target, OAuth2Auth method)
    {
        var fields = target.Fields.ToDictionary(StringComparer.Ordinal);
        fields[OAuth2Clients.IdField] = method.ClientMetadataUrl!;
        fields.Remove(OAuth2Clients.SecretField);
        var hasKey = method.ClientAuthentication == OAuth2ClientAuthentication.PrivateKeyJwt
            && fields.ContainsKey(AssertionWriter.PrivateKeyField);
        var authentication = hasKey ? method.ClientAuthentication : OAuth2ClientAuthentication.None;
        return target with { Method = method with { ClientAuthentication = authentication }, Fields = fields };
    }

    private static bool IsDiscovered(SignInTarget target) => target.Connector.Definition!.AuthMethods
        .Any(declared => declared.Id == target.Method.Id && declared is OAuth2Auth { TokenUrl: null });

    private static DiscoveryContext ContextOf(SignInTarget target) =>
        ConnectionMaker.CreateDiscoveryContext(target.Connector.Definition!, target.Inputs);

    private ExpressionValues ValuesOf(SignInTarget target) =>
        signInValues.Of(target.Connector, target.Method, target.Inputs, target.Fields);

    // A connection that is reconnected keeps the scopes that were chosen for it.
    private static IReadOnlyList<string>? ScopesOfConnection(SignInTarget target)
    {
        if (target.Existing is not { Snapshot: var snapshot }) return null;
        return snapshot.MethodsWithOwnScopes.Contains(target.Method.Id, StringComparer.Ordinal)
            ? snapshot.Methods.OfType<OAuth2Auth>().FirstOrDefault(method => method.Id == target.Method.Id)?.Scopes
            : null;
    }
}

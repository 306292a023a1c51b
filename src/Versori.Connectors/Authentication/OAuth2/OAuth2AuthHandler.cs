using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Handles OAuth 2.0: the fields of a credential, and the authenticator for the access token.</summary>
internal sealed class OAuth2AuthHandler(
    TokenRequester requester,
    TokenRevocation revocation,
    AssertionWriter assertions,
    SamlAssertionWriter samlAssertions,
    DpopProofs proofs,
    DpopNonces nonces,
    OAuth2Discovery discovery,
    TimeProvider time) : AuthMethodHandler<OAuth2Auth>(CredentialKind.OAuth2ClientCredentials)
{
    protected override bool Accepts(OAuth2Auth method, CredentialKind other) => other switch
    {
        CredentialKind.OAuth2ClientCredentials => method.Grant == OAuth2Grant.ClientCredentials,
        CredentialKind.Basic => method.Grant == OAuth2Grant.Password,
        CredentialKind.OAuth2Tokens => true,
        _ => false,
    };

    protected override IReadOnlyList<CredentialField> Fields(OAuth2Auth method, CredentialKind kind) =>
        OAuth2Fields.Of(method, kind);

    protected override IEnumerable<string> PlaceholderNames(OAuth2Auth method) =>
        OAuth2Fields.Of(method, CredentialKind.Fields)
        .Select(field => field.Name)
        .Append(TokenResponseReader.AccessToken)
        .Distinct(StringComparer.Ordinal);

    public override IEnumerable<string> CapturedNames(AuthMethod method) =>
        ((OAuth2Auth)method).Captures.Where(capture => !capture.IsSecret).Select(capture => capture.Name);

    // The id of the host's own client is not a secret, and some systems require it on every request.
    public override ExpressionValues GetRequestValues(AuthMethod method, ExpressionValues values)
    {
        if (((OAuth2Auth)method).ClientId is not { } clientId) return values;
        var hasOwnClient = values.TryGet(OAuth2Clients.IdField, out var own) && own.Text is not null;
        return hasOwnClient ? values : values.WithContext(values.Context).Set(OAuth2Clients.IdField, clientId);
    }

    protected override IEnumerable<ExpressionUse> Expressions(OAuth2Auth method) => OAuth2Expressions.Of(method);

    protected override IEnumerable<(string Pointer, string Message)> Problems(OAuth2Auth method) =>
        OAuth2Settings.Problems(method);

    public override async ValueTask<AuthMethod> ResolveAsync(
        AuthMethod method, DiscoveryContext context, CancellationToken cancellationToken) =>
        await discovery.ResolveAsync((OAuth2Auth)method, context, cancellationToken).ConfigureAwait(false);

    protected override IEnumerable<RequestAuthenticator> Prepare(OAuth2Auth method, ExpressionValues values)
    {
        yield return (method.UseDpop ? DpopAuthenticator.Of(values, proofs, nonces) : null)
            ?? PlacementAuthenticators.Prepare(method.TokenPlacement, values);
    }

    protected override ITokenSource TokenSource(OAuth2Auth method) =>
        new OAuth2TokenSource(method, requester, revocation, assertions, samlAssertions, time);

    public override Token? ReadSuppliedToken(AuthMethod method, Credential credential, DateTimeOffset now)
    {
        if (!credential.Fields.TryGetValue(TokenResponseReader.AccessToken, out var accessToken)) return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [TokenResponseReader.AccessToken] = accessToken.Reveal(),
        };
        var captured = ((OAuth2Auth)method).Captures.Select(capture => capture.Name);
        foreach (var name in captured.Append(TokenResponseReader.RefreshToken))
        {
            if (credential.Fields.TryGetValue(name, out var value)) values[name] = value.Reveal();
        }

        return TokenExpiry.WithOwnExpiry(new Token(values, now, expiresAt: null, scopes: []));
    }
}

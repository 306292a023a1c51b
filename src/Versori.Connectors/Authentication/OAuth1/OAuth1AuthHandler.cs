using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Handles OAuth 1.0a (RFC 5849), with tokens from the credential or from a sign-in.</summary>
internal sealed class OAuth1AuthHandler(OAuth1Requester requester, TimeProvider time)
    : AuthMethodHandler<OAuth1Auth>(CredentialKind.Fields)
{
    private readonly ExpressionContext _context = new(time);

    protected override IReadOnlyList<CredentialField> Fields(OAuth1Auth method, CredentialKind kind) =>
    [
        new() { Name = OAuth1Signers.ConsumerKey },
        new() { Name = OAuth1Signers.ConsumerSecret, Required = !OAuth1Signers.IsRsa(method) },
        new() { Name = OAuth1Signers.PrivateKey, Required = OAuth1Signers.IsRsa(method) },
        new() { Name = OAuth1Token.Token, Required = false },
        new() { Name = OAuth1Token.TokenSecret, Required = false },
        .. method.Captures.Select(capture => new CredentialField { Name = capture.Name, Required = false }),
    ];

    protected override IEnumerable<string> PlaceholderNames(OAuth1Auth method) =>
        base.PlaceholderNames(method).Append(OAuth1Token.TemporaryToken);

    public override IEnumerable<string> CapturedNames(AuthMethod method) =>
        ((OAuth1Auth)method).Captures.Where(capture => !capture.IsSecret).Select(capture => capture.Name);

    protected override IEnumerable<ExpressionUse> Expressions(OAuth1Auth method)
    {
        (string Pointer, string? Text)[] urls =
        [
            ("/temporaryCredentialUrl", method.TemporaryCredentialUrl),
            ("/authorizationUrl", method.AuthorizationUrl),
            ("/tokenUrl", method.TokenUrl),
        ];
        if (method.Realm is { } realm) yield return new("/realm", realm);
        foreach (var (pointer, text) in urls)
        {
            if (text is not null) yield return new(pointer, text, IsUrl: true);
        }

        foreach (var use in Map("/temporaryCredentialParameters", method.TemporaryCredentialParameters)
            .Concat(Map("/authorizationParameters", method.AuthorizationParameters))
            .Concat(Map("/tokenParameters", method.TokenParameters)))
        {
            yield return use;
        }
    }

    protected override IEnumerable<(string Pointer, string Message)> Problems(OAuth1Auth method) =>
        OAuth1Settings.Problems(method);

    protected override IEnumerable<RequestAuthenticator> Prepare(OAuth1Auth method, ExpressionValues values)
    {
        var token = OAuth1Signers.Field(values, OAuth1Token.Token);
        var tokenSecret = OAuth1Signers.Field(values, OAuth1Token.TokenSecret);
        var signer = OAuth1Signers.For(method, values, token, tokenSecret);
        yield return new OAuth1Authenticator(method, signer, OAuth1Signers.RealmOf(method, values), _context);
    }

    // Without a token URL there is no token to obtain: the fields are the complete credential.
    protected override ITokenSource? TokenSource(OAuth1Auth method) =>
        method.TokenUrl is null ? null : new OAuth1TokenSource(method, requester, time);

    public override Token? ReadSuppliedToken(AuthMethod method, Credential credential, DateTimeOffset now)
    {
        var oauth1 = (OAuth1Auth)method;
        if (oauth1.TokenUrl is null || !credential.Fields.ContainsKey(OAuth1Token.Token)) return null;
        return OAuth1Token.FromFields(oauth1, name => credential.Fields.GetValueOrDefault(name)?.Reveal(), now);
    }

    private static IEnumerable<ExpressionUse> Map(string pointer, IReadOnlyDictionary<string, string> expressions) =>
        expressions.Select(pair => new ExpressionUse(JsonPointer.Append(pointer, pair.Key), pair.Value));
}

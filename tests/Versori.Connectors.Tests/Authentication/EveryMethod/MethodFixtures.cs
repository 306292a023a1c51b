namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>The methods that the theories run with. A new method needs a row here, or a test fails.</summary>
public static class MethodFixtures
{
    private static readonly Dictionary<string, Func<MethodFixture>> Table = new(StringComparer.Ordinal)
    {
        ["none"] = StaticFixtures.None,
        ["api key in header"] = () => StaticFixtures.ApiKey(CredentialLocation.Header),
        ["api key in query"] = () => StaticFixtures.ApiKey(CredentialLocation.Query),
        ["api key in cookie"] = () => StaticFixtures.ApiKey(CredentialLocation.Cookie),
        ["api key in body"] = () => StaticFixtures.ApiKey(CredentialLocation.Body),
        ["api key in path"] = StaticFixtures.ApiKeyInPath,
        ["digest"] = StaticFixtures.Digest,
        ["api key with extras"] = StaticFixtures.ApiKeyWithExtras,
        ["basic"] = StaticFixtures.Basic,
        ["bearer"] = StaticFixtures.Bearer,
        ["client certificate"] = StaticFixtures.ClientCertificate,
        ["hmac"] = SigningFixtures.Hmac,
        ["http message signature"] = SigningFixtures.HttpMessageSignature,
        ["aws signature v4"] = SigningFixtures.AwsSignatureV4,
        ["oauth 1.0a"] = SigningFixtures.OAuth1,
        ["oauth 1.0a signed in"] = SigningFixtures.OAuth1SignedIn,
        ["wsse"] = SigningFixtures.Wsse,
        ["self-signed jwt"] = SigningFixtures.SelfSignedJwt,
        ["client credentials"] = OAuth2Fixtures.ClientCredentials,
        ["password"] = OAuth2Fixtures.Password,
        ["refresh token"] = OAuth2Fixtures.RefreshToken,
        ["authorization code"] = OAuth2Fixtures.AuthorizationCode,
        ["registered client"] = OAuth2Fixtures.RegisteredClient,
        ["device code"] = OAuth2Fixtures.DeviceCode,
        ["jwt bearer"] = OAuth2Fixtures.JwtBearer,
        ["saml bearer"] = OAuth2Fixtures.SamlBearer,
        ["token exchange"] = OAuth2Fixtures.TokenExchange,
        ["dpop"] = OAuth2Fixtures.Dpop,
        ["private key jwt"] = OAuth2Fixtures.PrivateKeyJwt,
        ["mutual tls"] = OAuth2Fixtures.MutualTls,
        ["session token"] = SessionFixtures.SessionToken,
        ["custom"] = SessionFixtures.Custom,
        ["custom that asks"] = SessionFixtures.CustomWithTokenRequests,
        ["several at once"] = SessionFixtures.Several,
    };

    public static TheoryData<string> All() => [.. Table.Keys];

    public static TheoryData<string> Static() => [.. Table.Keys.Where(name => !Create(name).Refreshes)];

    public static TheoryData<string> Refreshing() => [.. Table.Keys.Where(name => Create(name).Refreshes)];

    public static TheoryData<string> Requesting() => [.. Table.Keys.Where(name => Create(name).RequestsTheSystem)];

    public static TheoryData<string> Ending() => [.. Table.Keys.Where(name => Create(name).Ended is not null)];

    public static MethodFixture Create(string name) => Table[name]();
}

namespace Versori.Connectors.Soak.Servers;

/// <summary>The external system of a run as a connector.</summary>
internal static class Systems
{
    public const string Method = "account";
    public const string ClientId = "soak";
    public const string ClientSecret = "soak-secret";

    public static ConnectorDefinition Definition(Uri address, string title = "Soak") => new()
    {
        Id = ConnectorId.Parse("soak"),
        Title = title,
        BaseUrl = address.AbsoluteUri.TrimEnd('/'),
        AuthMethods =
        [
            new OAuth2Auth
            {
                Id = Method,
                Grant = OAuth2Grant.AuthorizationCode,
                AuthorizationUrl = new Uri(address, "/authorize").AbsoluteUri,
                TokenUrl = new Uri(address, "/token").AbsoluteUri,
            },
        ],
        Endpoints = [new() { Id = "resource", Method = "GET", Path = "/resource" }],
    };

    public static Credential Credential(string accessToken, string refreshToken) =>
        Connectors.Credential.OAuth2Tokens(accessToken, refreshToken, ClientId, ClientSecret).WithMethod(Method);
}

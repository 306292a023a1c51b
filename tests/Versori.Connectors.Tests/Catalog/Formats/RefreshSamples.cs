namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>
/// The settings of OAuth 2.0 for refresh responses and refusals, and the values that a connection keeps.
/// </summary>
internal static class RefreshSamples
{
    private static readonly AuthMethod[] Methods =
    [
        new OAuth2Auth
        {
            Grant = OAuth2Grant.AuthorizationCode,
            TokenUrl = "https://example.com/token",
            TokenResponse = new() { ErrorDescription = "/error/text" },
            RefreshResponse = new() { AccessToken = "/refreshed/token" },
            RefreshKeepsAccessToken = true,
            RefreshGrant = OAuth2Grant.ClientCredentials,
            AcceptedTokenTypes = ["user"],
            FinalStatusCodes = [403],
            FinalMessages = ["Invalid refresh token"],
            RejectedResponse = new()
            {
                From = RejectedResponseSource.Header,
                Field = "grpc-status",
                Values = ["16"],
            },
        },
    ];

    public static FormatFixture Fixture()
    {
        var connection = StoredSamples.Connection(Methods);
        var token = connection.Tokens[0] with
        {
            CanRefresh = true,
            UsableUntil = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero),
        };
        return new FormatFixture("oauth2Refresh")
            .With("definition", StoredSamples.Definition(Methods))
            .With("connection", connection with { Tokens = [token] });
    }
}

namespace Versori.Connectors.Tests.Authentication.Placements;

public class PathPlacementTests
{
    [Theory]
    [InlineData("/", "https://x.example/getMe?a=b", "k:1", "https://x.example/botk:1/getMe?a=b")]
    [InlineData("/", "https://x.example", "k", "https://x.example/botk/")]
    [InlineData("/api", "https://x.example/api/getMe", "k", "https://x.example/api/botk/getMe")]
    [InlineData("/api/", "https://x.example/api", "k", "https://x.example/api/botk")]
    [InlineData("/", "https://x.example/a", "k/../?#%", "https://x.example/botk%2F..%2F%3F%23%25/a")]
    public async Task A_key_is_inserted_as_one_path_segment_and_removed_again(
        string after, string url, string key, string expected)
    {
        var method = ApiKeyAuth.Create(CredentialLocation.Path, after, "bot{key}");
        using var request = new HttpRequestMessage(HttpMethod.Get, url);

        await Signing.SignAsync(method, request, default, ("key", "old"));
        await Signing.SignAsync(method, request, default, ("key", key));

        Assert.Equal(expected, request.RequestUri!.AbsoluteUri);
        foreach (var authenticator in Signing.Prepare(method, default, ("key", key))) authenticator.Remove(request);
        Assert.Equal(new Uri(url).AbsoluteUri, request.RequestUri.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://x.example/other/getMe", ConnectorErrorCode.InvalidArgument)]
    [InlineData("https://x.example/apis/getMe", ConnectorErrorCode.InvalidArgument)]
    public async Task A_request_for_another_path_is_not_sent_without_the_key(string url, ConnectorErrorCode code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () =>
                Signing.SignAsync(ApiKeyAuth.Create(CredentialLocation.Path, "/api"), request, default, ("key", "k")));

        Assert.Equal(code, error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task A_key_that_is_not_a_path_segment_is_refused(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example/");

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => Signing.SignAsync(ApiKeyAuth.Create(CredentialLocation.Path, "/"), request, default, ("key", key)));

        Assert.Equal(ConnectorErrorCode.InvalidCredential, error.Code);
    }
}

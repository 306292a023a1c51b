using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Http;

namespace Versori.Connectors.Tests.Http;

public sealed class DowngradeTests
{
    [Theory]
    [InlineData("http://secure.example/x")]
    [InlineData("http://elsewhere.example/x")]
    public async Task A_redirect_from_https_to_http_is_not_followed(string location)
    {
        var wire = new Wire(location);
        var services = new ServiceCollection().AddVersoriConnectors().Services;
        services.AddHttpClient(ConnectorClientFactory.PipelineName)
            .ConfigurePrimaryHttpMessageHandler(() => wire).PrimaryHandlerFollowsNoRedirects();
        await using var provider = services.BuildServiceProvider();
        var catalog = provider.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(new()
        {
            Id = ConnectorId.Parse("secure"),
            Title = "Secure",
            BaseUrl = "https://secure.example",
            AuthMethods = [new BearerAuth()],
        });
        await catalog.PublishAsync(ConnectorId.Parse("secure"));
        var connection = await provider.GetRequiredService<IConnections>()
            .ConnectAsync(ConnectorId.Parse("secure"), "acme", Credential.Bearer("s3cret"));
        var client = provider.GetRequiredService<IConnectorClientFactory>().CreateClient(connection);

        var response = await client.GetAsync("start");

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(["https://secure.example/start"], wire.Sent);
    }

    /// <summary>Replaces the network, because no certificates exist for these names.</summary>
    private sealed class Wire(string location) : HttpMessageHandler
    {
        public List<string> Sent { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent.Add(request.RequestUri!.AbsoluteUri);
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.Found)
                {
                    Headers = { Location = new(location) },
                    RequestMessage = request,
                });
        }
    }
}

using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Versori.Connectors.Hosts.Tests.Sdks;

/// <summary>Microsoft Graph, which represents all clients that Kiota generates.</summary>
public sealed class GraphTests : SdkTests
{
    [Fact]
    public async Task A_response_is_read_as_a_stream()
    {
        await using var stream = await Graph(Api).Me.Photo.Content.GetAsync();
        using var reader = new StreamReader(stream!);

        Assert.Contains("Ada", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private protected override SdkResponse Respond(RecordedRequest request) =>
        new("""{"id":"1","displayName":"Ada"}""") { Status = request.Method == "POST" ? 201 : 200 };

    protected override async Task ReadAsync(Uri api) =>
        Assert.Equal("Ada", (await Graph(api).Me.GetAsync())!.DisplayName);

    protected override Task WriteAsync(Uri api) => Graph(api).Me.Messages.PostAsync(new() { Subject = Written });

    private GraphServiceClient Graph(Uri api) =>
        new(Client(), new AnonymousAuthenticationProvider(), new Uri(api, "/v1.0").AbsoluteUri);
}

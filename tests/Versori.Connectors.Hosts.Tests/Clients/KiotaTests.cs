using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace Versori.Connectors.Hosts.Tests.Clients;

/// <summary>Clients that Kiota generates from exported templates, over connections.</summary>
public sealed partial class KiotaTests
{
    // OpenAPI 3.1 has no field for other methods, so that Kiota does not find them.
    private static readonly HashSet<string> Methods = ["GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS"];

    [Theory]
    [InlineData("chat.json")]
    [InlineData("cloud.yaml")]
    [InlineData("comments.yaml")]
    [InlineData("drive.yaml")]
    [InlineData("files.yaml")]
    [InlineData("lists.yaml")]
    [InlineData("payments.yaml")]
    [InlineData("people.yaml")]
    [InlineData("tracker.yaml")]
    [InlineData("warehouse.json")]
    public Task Every_operation_of_a_generated_client_is_sent_over_the_connection(string name) =>
        CallEveryOperationAsync(ClientHost.Resource(name), Half);

    [Fact]
    public async Task Values_arrive_as_they_were_passed_and_responses_are_read()
    {
        await using var host = await ClientHost.StartAsync(
            ClientHost.Resource("comments.yaml"),
            context => context.Response.WriteAsJsonAsync(
                new CommentPage([new("first", Replies: [new("reply")])], null)));
        var client = await GeneratedClient.CreateAsync(host.Document, "Generated.Comments");
        using var adapter = Adapter(host.Client);
        dynamic api = client.Create(adapter);

        var page = await api.Threads["a/b ü"].Comments.GetAsync();

        Assert.Equal("reply", page.Items[0].Replies[0].Text);
        Assert.Equal("/base/threads/a%2Fb%20%C3%BC/comments", Assert.Single(host.Server.Requests).Path);
    }

    [Fact]
    public async Task A_foreign_origin_is_refused_before_anything_is_sent()
    {
        await using var host = await ClientHost.StartAsync(ClientHost.Resource("comments.yaml"));
        var client = await GeneratedClient.CreateAsync(host.Document, "Generated.Foreign");
        using var adapter = Adapter(host.Client);
        adapter.BaseUrl = new UriBuilder(host.Address) { Host = "localhost" }.Uri.AbsoluteUri;

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => client.CallAllAsync(adapter));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
        Assert.Empty(host.Server.Requests);
    }

    internal static async Task CallEveryOperationAsync(
        string document, Func<ConnectorDefinition, IEnumerable<ConnectorEndpoint>> slice)
    {
        await using var host = await ClientHost.StartAsync(document, endpoints: slice);
        var client = await GeneratedClient.CreateAsync(host.Document, "Generated");
        using var adapter = Adapter(host.Client);

        await client.CallAllAsync(adapter);

        // Kiota omits the slash of the path "/".
        var expected = host.Endpoints
            .Where(endpoint => Methods.Contains(endpoint.Method))
            .Select(endpoint => $"{endpoint.Method} {ClientHost.BasePath}{Filled(endpoint.Path)}".TrimEnd('/'));
        var requests = host.Server.Requests.Select(request => $"{request.Method} {request.Path}".TrimEnd('/'));
        Assert.Equal(expected.Order(StringComparer.Ordinal), requests.Order(StringComparer.Ordinal));
        Assert.All(host.Credentials, credential => Assert.Equal("Bearer the-token", credential));
    }

    private static IEnumerable<ConnectorEndpoint> Half(ConnectorDefinition definition) =>
        definition.Endpoints.Where((_, index) => definition.Endpoints.Count <= 8 || index % 2 == 0);

    private static string Filled(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        return Variable().Replace(query < 0 ? path : path[..query], GeneratedClient.Value);
    }

    private static HttpClientRequestAdapter Adapter(HttpClient client) =>
        new(new AnonymousAuthenticationProvider(), httpClient: client)
        {
            BaseUrl = client.BaseAddress!.AbsoluteUri.TrimEnd('/'),
        };

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Variable();
}

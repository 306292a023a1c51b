using Octokit;
using Octokit.Internal;
using GitHubConnection = Octokit.Connection;

namespace Versori.Connectors.Hosts.Tests.Sdks;

public sealed class OctokitTests : SdkTests
{
    [Fact]
    public async Task Several_handlers_of_one_connection_work_together()
    {
        var first = GitHub(Api);
        var second = GitHub(Api);

        Assert.Equal("web", (await first.Repository.Get("acme", "web")).Name);
        Assert.Equal("web", (await second.Repository.Get("acme", "web")).Name);
    }

    private protected override SdkResponse Respond(RecordedRequest request) =>
        request.Method == "POST" ? new("""{"number":1}""") { Status = 201 } : new("""{"id":1,"name":"web"}""");

    protected override async Task ReadAsync(Uri api) =>
        Assert.Equal("web", (await GitHub(api).Repository.Get("acme", "web")).Name);

    protected override async Task WriteAsync(Uri api) =>
        Assert.Equal(1, (await GitHub(api).Issue.Create("acme", "web", new NewIssue(Written))).Number);

    private GitHubClient GitHub(Uri api) => new(new GitHubConnection(
        new ProductHeaderValue("tests"),
        api,
        new InMemoryCredentialStore(Credentials.Anonymous),
        new HttpClientAdapter(Handler),
        new SimpleJsonSerializer()));
}

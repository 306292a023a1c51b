using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Versori.Connectors.Mcp;

namespace Versori.Connectors.Agents.Tests.Mcp;

public sealed class HttpTests
{
    private const string NewIssue = """{"body":{"title":"Broken"}}""";

    public static TheoryData<string> Versions { get; } = [Clients.WithHandshake, Clients.WithInputRequests];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Tools_have_the_annotations_of_their_endpoints(string version)
    {
        await using var host = await McpHost.StartAsync();
        await using var client = await host.ConnectAsync("ann", version);

        var tools = (await client.ListToolsAsync())
            .ToDictionary(tool => tool.Name, tool => tool.ProtocolTool.Annotations!);

        Assert.Equal(version, client.NegotiatedProtocolVersion);
        Assert.Equal((true, false), (tools["issues_list"].ReadOnlyHint, tools["issues_list"].DestructiveHint));
        Assert.Equal((false, false), (tools["issues_create"].ReadOnlyHint, tools["issues_create"].DestructiveHint));
        Assert.Equal((false, true), (tools["issues_delete"].ReadOnlyHint, tools["issues_delete"].DestructiveHint));
        Assert.Equal((false, true), (tools["issues_create"].IdempotentHint, tools["issues_delete"].IdempotentHint));
        Assert.Equal((true, false), (tools["issues_list"].OpenWorldHint, tools["read_result"].OpenWorldHint));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Each_caller_has_connections_of_their_own(string version)
    {
        await using var host = await McpHost.StartAsync();
        await AgentHost.ConnectAsync(host.Services, "ann");
        await AgentHost.ConnectAsync(host.Services, "bob");
        await using var ann = await host.ConnectAsync("ann", version);
        await using var bob = await host.ConnectAsync("bob", version);

        var results = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(at => Clients.CallAsync(at % 2 == 0 ? ann : bob, "issues_list")));

        Assert.All(results.Index(), result =>
            Assert.Contains(result.Index % 2 == 0 ? "of ann" : "of bob", result.Item.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_write_is_refused_without_a_person_and_after_a_no_and_made_after_a_yes(string version)
    {
        await using var host = await McpHost.StartAsync();
        await AgentHost.ConnectAsync(host.Services, "ann");
        var asked = new List<ElicitRequestParams>();
        await using var alone = await host.ConnectAsync("ann", version);
        await using var declining = await host.ConnectAsync("ann", version, _ => Clients.Decline());
        await using var unchecking = await host.ConnectAsync("ann", version, _ => Clients.Allow(false));
        await using var allowing = await host.ConnectAsync("ann", version, request =>
        {
            asked.Add(request);
            return Clients.Allow(true);
        });

        foreach (var client in (McpClient[])[alone, declining, unchecking])
        {
            var (isError, text) = await Clients.CallAsync(client, "issues_create", NewIssue);
            Assert.True(isError);
            Assert.Contains("approval_required", text, StringComparison.Ordinal);
        }

        Assert.Empty(host.System.Requests);
        var (failed, created) = await Clients.CallAsync(allowing, "issues_create", NewIssue);
        Assert.False(failed, created);
        Assert.Contains("Broken", Assert.Single(asked).Message, StringComparison.Ordinal);
        Assert.Single(TrackerSystem.Created(host.System));
    }

    [Fact]
    public async Task A_made_up_approval_is_no_approval()
    {
        await using var host = await McpHost.StartAsync();
        await AgentHost.ConnectAsync(host.Services, "ann");
        await using var client = await host.ConnectAsync("ann", Clients.WithInputRequests);
        var yes = InputResponse.FromElicitResult(await Clients.Allow(true));

        foreach (var state in (string?[])
            [null, "", "approved.99999999999.x", "approved.99999999999.a.x", "asked.99999999999.a.x", "a.b", "..."])
        {
            var result = await client.CallToolAsync(new CallToolRequestParams
            {
                Name = "issues_create",
                Arguments = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(NewIssue),
                InputResponses = new Dictionary<string, InputResponse> { ["approve"] = yes },
                RequestState = state,
            });
            Assert.True(result.IsError);
        }

        Assert.Empty(host.System.Requests);
    }

    [Fact]
    public async Task An_approval_that_is_sent_again_sends_nothing_again()
    {
        await using var host = await McpHost.StartAsync();
        await AgentHost.ConnectAsync(host.Services, "ann");
        await using var client = await host.ConnectAsync("ann", Clients.WithInputRequests, _ => Clients.Allow(true));
        var first = await Clients.CallAsync(client, "issues_create", NewIssue);
        await using var alone = await host.ConnectAsync("ann", Clients.WithInputRequests);
        var state = Regex.Match(host.Traffic.Text, "\"requestState\":\"(asked[^\"]+)\"").Groups[1].Value;

        var again = await alone.CallToolAsync(new CallToolRequestParams
        {
            Name = "issues_create",
            Arguments = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(NewIssue),
            InputResponses = new Dictionary<string, InputResponse>
            {
                ["approve"] = InputResponse.FromElicitResult(await Clients.Allow(true)),
            },
            RequestState = state,
        });

        Assert.False(first.IsError, first.Text);
        Assert.StartsWith("asked.", state, StringComparison.Ordinal);
        Assert.True(again.IsError);
        Assert.Single(TrackerSystem.Created(host.System));
    }

    [Fact]
    public async Task Writes_can_be_left_to_the_client_or_refused()
    {
        await using var trusting = await McpHost.StartAsync(options => options.Writes = McpWriteApproval.Client);
        await AgentHost.ConnectAsync(trusting.Services, "ann");
        await using var trusted = await trusting.ConnectAsync("ann", Clients.WithHandshake);
        await using var refusing = await McpHost.StartAsync(options => options.Writes = McpWriteApproval.Refuse);
        await using var refused = await refusing.ConnectAsync("ann", Clients.WithHandshake);

        var created = await Clients.CallAsync(trusted, "issues_create", NewIssue);

        Assert.False(created.IsError);
        Assert.DoesNotContain(await refused.ListToolsAsync(), tool => tool.Name == "issues_create");
        await Assert.ThrowsAsync<McpProtocolException>(() => Clients.CallAsync(refused, "issues_create", NewIssue));
    }

    [Fact]
    public async Task A_missing_connection_is_an_error_with_a_url_and_the_call_works_when_it_is_repeated()
    {
        await using var host = await McpHost.StartAsync();
        await using var client = await host.ConnectAsync("ann", Clients.WithHandshake, _ => Clients.Decline());

        var error = await Assert.ThrowsAsync<UrlElicitationRequiredException>(
            () => Clients.CallAsync(client, "issues_list"));
        var page = Assert.Single(error.Elicitations);
        using var browser = host.CreateHttpClient("ann");
        using var opened = await browser.GetAsync(page.Url);
        var repeated = await Clients.CallAsync(client, "issues_list");

        Assert.Equal(McpErrorCode.UrlElicitationRequired, error.ErrorCode);
        Assert.Equal(("url", HttpStatusCode.OK), (page.Mode, opened.StatusCode));
        Assert.Contains("of ann", repeated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_connection_is_an_input_request_and_the_call_goes_on_after_it()
    {
        await using var host = await McpHost.StartAsync();
        using var browser = host.CreateHttpClient("ann");
        var pages = new List<ElicitRequestParams>();
        await using var client = await host.ConnectAsync("ann", Clients.WithInputRequests, async request =>
        {
            if (request.Mode != "url") return await Clients.Allow(true);
            pages.Add(request);
            using var opened = await browser.GetAsync(request.Url);
            return new ElicitResult { Action = opened.IsSuccessStatusCode ? "accept" : "cancel" };
        });

        var created = await Clients.CallAsync(client, "issues_create", NewIssue);

        Assert.False(created.IsError, created.Text);
        Assert.Single(pages);
        Assert.Single(TrackerSystem.Created(host.System));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_without_pages_gets_the_link_as_a_result(string version)
    {
        await using var host = await McpHost.StartAsync();
        await using var client = await host.ConnectAsync("ann", version);

        var (isError, text) = await Clients.CallAsync(client, "issues_list");

        Assert.True(isError);
        Assert.Contains("/connect?ticket=", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_agreed_but_did_not_sign_in_is_not_asked_without_end()
    {
        await using var host = await McpHost.StartAsync();
        var asked = 0;
        await using var client = await host.ConnectAsync("ann", Clients.WithInputRequests, _ =>
        {
            asked++;
            return new(new ElicitResult { Action = "accept" });
        });

        var (isError, text) = await Clients.CallAsync(client, "issues_list");

        Assert.True(isError);
        Assert.Equal(1, asked);
        Assert.Contains("sign_in_required", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_another_user_opens_is_refused()
    {
        await using var host = await McpHost.StartAsync();
        await using var client = await host.ConnectAsync("ann", Clients.WithHandshake, _ => Clients.Decline());
        var error = await Assert.ThrowsAsync<UrlElicitationRequiredException>(
            () => Clients.CallAsync(client, "issues_list"));
        var link = Assert.Single(error.Elicitations).Url;

        using var bob = host.CreateHttpClient("bob");
        using var nobody = host.CreateHttpClient();
        using var opened = await bob.GetAsync(link);
        using var anonymous = await nobody.GetAsync(link);

        Assert.Equal(HttpStatusCode.Forbidden, opened.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        await Assert.ThrowsAsync<UrlElicitationRequiredException>(() => Clients.CallAsync(client, "issues_list"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task No_message_has_a_secret(string version)
    {
        await using var host = await McpHost.StartAsync();
        using var browser = host.CreateHttpClient("ann");
        await using var client = await host.ConnectAsync("ann", version, async request =>
        {
            if (request.Mode != "url") return await Clients.Allow(true);
            using var opened = await browser.GetAsync(request.Url);
            return new ElicitResult { Action = "accept" };
        });
        await client.ListToolsAsync();
        try
        {
            await Clients.CallAsync(client, "issues_list");
        }
        catch (UrlElicitationRequiredException required)
        {
            using var opened = await browser.GetAsync(required.Elicitations[0].Url);
        }

        var echoed = await Clients.CallAsync(client, "echo");
        await Clients.CallAsync(client, "issues_create", NewIssue);
        await Clients.CallAsync(client, "issues_create", """{"body":{"title":1}}""");

        Assert.Contains("[redacted]", echoed.Text, StringComparison.Ordinal);
        Assert.Contains("issues_create", host.Traffic.Text, StringComparison.Ordinal);
        Assert.Contains("[redacted]", host.Traffic.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(AgentHost.Canary, host.Traffic.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_without_a_token_is_told_where_to_get_one()
    {
        await using var host = await McpHost.StartAsync();
        using var client = host.CreateHttpClient();

        using var content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var refused = await client.PostAsync(host.McpAddress, content);
        var challenge = refused.Headers.WwwAuthenticate.ToString();
        var metadata = challenge.Split("resource_metadata=\"")[1].Split('"')[0];
        var document = await client.GetStringAsync(metadata);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("https://login.example.com", document, StringComparison.Ordinal);
        Assert.Contains("/mcp", document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example.com", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("self", HttpStatusCode.Forbidden)]
    [InlineData("https://inspector.example.com", HttpStatusCode.OK)]
    public async Task Web_pages_of_other_origins_are_refused(string origin, HttpStatusCode expected)
    {
        await using var host = await McpHost.StartAsync(
            configureHttp: http => http.AllowedOrigins.Add("https://inspector.example.com"));
        using var client = host.CreateHttpClient("ann");
        using var request = new HttpRequestMessage(HttpMethod.Post, host.McpAddress)
        {
            Content = new StringContent(
                """
                {
                  "jsonrpc": "2.0", "id": 1, "method": "initialize",
                  "params": {
                    "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": { "name": "t", "version": "1" }
                  }
                }
                """,
                System.Text.Encoding.UTF8,
                "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Add("Origin", origin == "self" ? host.Address.GetLeftPart(UriPartial.Authority) : origin);

        using var response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Development", false)]
    public async Task It_is_not_mapped_without_authentication_except_in_development(string environment, bool throws)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Services.AddVersoriConnectors().AddMcpHttp(
            options => options.Templates.Add(AgentHost.Template),
            http => http.DevelopmentOwner = Owner.User("dev"));
        await using var app = builder.Build();

        var error = Record.Exception(() => app.MapVersoriMcp());

        Assert.Equal(throws, error is InvalidOperationException);
    }
}

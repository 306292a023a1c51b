using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.Generation.Tests.Sources;

/// <summary>Every kind of source: from the document to a call, against a server on loopback.</summary>
public sealed class SourceJourneyTests : IAsyncLifetime
{
    private readonly List<string> _requests = [];
    private WebApplication _server = null!;

    private string Url => _server.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(RespondAsync);
        await _server.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_postman_collection_is_planned_applied_connected_and_invoked()
    {
        var text = Samples.Read("shop.postman_collection.json")
            .Replace("https://{{region}}.shop.example/{{version}}", $"{Url}/v2", StringComparison.Ordinal);

        await InvokeAsync(
            ConnectorSource.Document(text),
            "Get an order",
            "get-order",
            Credential.Bearer("secret"),
            new { orderId = 17 },
            new() { ["tenant"] = "t" });

        Assert.Equal("GET /v2/orders/17 Bearer secret", _requests[^1]);
    }

    [Fact]
    public async Task A_graphql_request_of_a_collection_is_invoked_with_its_variables()
    {
        var text = Samples.Read("shop.postman_collection.json")
            .Replace("https://{{region}}.shop.example/{{version}}", $"{Url}/v2", StringComparison.Ordinal)
            .Replace("https://login.shop.example", Url, StringComparison.Ordinal);

        await InvokeAsync(
            ConnectorSource.Document(text),
            "Get products",
            "products",
            Credential.OAuth2ClientCredentials("id", "secret"),
            new { first = 3 },
            new() { ["tenant"] = "t" });

        Assert.StartsWith(
            "POST /v2/graphql Bearer granted {\"query\":\"query Products",
            _requests[^1],
            StringComparison.Ordinal);
        Assert.EndsWith("\"variables\":{\"first\":3}}", _requests[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_is_planned_applied_connected_and_invoked_with_its_sign_in()
    {
        var text = Samples.Read("tasks.har")
            .Replace("https://api.tasks.example", Url, StringComparison.Ordinal)
            .Replace("&api_key=CANARYquery", "", StringComparison.Ordinal);

        await InvokeAsync(
            ConnectorSource.Document(text).WithId("tasks"),
            "Create a task",
            "post-v1-projects-projectid-tasks",
            Credential.For("sessionToken", new Dictionary<string, string> { ["username"] = "a", ["password"] = "b" }),
            new { projectId = "3f0c1e52-6a51-4b7e-9d0a-0f4f2c1b7a11", title = "x", labels = new[] { "y" } });

        Assert.Contains("""POST /v1/auth/login  {"email":"a","password":"b","remember":true}""", _requests);
        Assert.Equal(
            "POST /v1/projects/3f0c1e52-6a51-4b7e-9d0a-0f4f2c1b7a11/tasks Bearer session-1 "
                + """{"title":"x","labels":["y"]}""",
            _requests[^1]);
    }

    [Fact]
    public async Task A_discovery_document_is_planned_applied_connected_and_invoked()
    {
        var text = Samples.Read("files.discovery.json")
            .Replace("https://files.example/", $"{Url}/", StringComparison.Ordinal);

        await InvokeAsync(
            ConnectorSource.Document(text),
            "List the popular files",
            "files.files.popular",
            Credential.ApiKey("secret"),
            new { fields = "files" });

        Assert.Equal("GET /files/v1/files/popular?fields=files&key=secret ", _requests[^1]);
    }

    [Fact]
    public async Task A_power_platform_definition_is_planned_applied_connected_and_invoked()
    {
        var properties = Samples.Read("apiProperties.json")
            .Replace("https://@connection", "@connection", StringComparison.Ordinal);
        var source = ConnectorSource.Document(Samples.Read("apiDefinition.swagger.json"))
            .WithRelated("apiProperties.json", properties);

        await InvokeAsync(
            source,
            "List tickets",
            "ListTickets",
            Credential.For("apiKey", new Dictionary<string, string> { ["api_key"] = "secret" }),
            new { status = "open" },
            new() { ["site"] = Url, ["workspace"] = "w1" });

        Assert.Equal("GET /api/tickets?status=open&api-version=2026-01-01&format=json Key secret w1", _requests[^1]);
    }

    private async Task InvokeAsync(
        ConnectorSource source,
        string requirement,
        string endpoint,
        Credential credential,
        object arguments,
        Dictionary<string, string>? inputs = null)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors().AddGeneration();
        await using var provider = services.BuildServiceProvider();
        var plan = await provider.GetRequiredService<IConnectorGenerator>().PlanAsync(requirement, [source]);
        Assert.Contains(endpoint, Assert.Single(plan.Connectors).Endpoints);
        var applied = await provider.GetRequiredService<IConnectorCatalog>().ApplyAsync(plan, "sources");
        var template = applied[plan.Connectors[0].TemplateName];
        await provider.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = template.ConnectorId,
            Name = "test",
            Credential = credential,
            Inputs = inputs ?? [],
        });

        var result = await provider.GetRequiredService<IEndpointInvoker>().InvokeAsync(template, endpoint, arguments);

        Assert.True(result.IsSuccess, $"{result.Error}");
    }

    private async Task RespondAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var request = context.Request;
        var extra = request.Headers["X-Workspace"] is [var workspace] ? $" {workspace}" : "";
        var line = $"{request.Method} {request.Path}{request.QueryString} {request.Headers.Authorization}{extra}";
        lock (_requests) _requests.Add(body.Length == 0 ? line : $"{line} {body}");
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(request.Path.Value switch
        {
            "/t/token" => """{"access_token":"granted","token_type":"Bearer","expires_in":3600}""",
            "/v1/auth/login" => """{"data":{"accessToken":"session-1"}}""",
            "/v2/graphql" => """{"data":{"products":[]}}""",
            "/api/tickets" => "[]",
            _ => "{}",
        });
    }
}

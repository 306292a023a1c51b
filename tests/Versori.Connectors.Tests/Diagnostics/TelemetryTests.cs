using System.Diagnostics;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Diagnostics;

[Trait("Kind", "Race")]
public sealed class TelemetryTests : IAsyncLifetime, IDisposable
{
    private readonly RecordedTelemetry _telemetry = new();
    private readonly string _id = $"system-{Guid.NewGuid():N}";
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    public void Dispose() => _telemetry.Dispose();

    [Fact]
    public async Task The_span_of_a_call_has_its_connector_its_template_and_the_status()
    {
        var (template, connection) = await ConnectAsync();
        using var client = _engine.Clients.CreateClient(template);

        await client.GetAsync("me?api_key=hidden");

        var span = _telemetry.Span("versori.call");
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal(_id, span.GetTagItem("versori.connector.id"));
        Assert.Equal(connection.Id.ToString(), span.GetTagItem("versori.connection.id"));
        Assert.Equal(template.Id.ToString(), span.GetTagItem("versori.template"));
        Assert.Equal("GET", span.GetTagItem("http.request.method"));
        Assert.Equal("127.0.0.1", span.GetTagItem("server.address"));
        Assert.Equal(200, span.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_response_that_indicates_failure_is_an_error_of_the_call()
    {
        var (template, _) = await ConnectAsync();
        using var client = _engine.Clients.CreateClient(template);
        _engine.System.ApiFaults.Enqueue(ScriptedResponse.Create(503, ""));

        await client.GetAsync("me");

        AssertFailed(_telemetry.Span("versori.call"), "503");
    }

    [Fact]
    public async Task A_call_that_could_not_be_sent_has_a_span_with_the_reason()
    {
        var connector = await _engine.PublishAsync(_engine.Definition(_id));
        var template = await _engine.LinkAsync(connector.Id);
        using var client = _engine.Clients.CreateClient(template);
        var invoker = (IEndpointInvoker)_engine.Services.GetService(typeof(IEndpointInvoker))!;

        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));
        await Assert.ThrowsAsync<ConnectorException>(() => invoker.InvokeAsync(template.Id, "me"));

        AssertFailed(_telemetry.Span("versori.call"), "no_connection");
        AssertFailed(_telemetry.Span("versori.invoke"), "no_connection");
    }

    [Fact]
    public async Task A_request_to_a_foreign_origin_has_a_span_with_the_reason()
    {
        var (template, _) = await ConnectAsync();
        using var client = _engine.Clients.CreateClient(template);

        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("https://elsewhere.example/"));

        AssertFailed(_telemetry.Span("versori.call"), "origin_not_allowed");
    }

    [Fact]
    public async Task A_failed_network_connection_is_an_error_with_the_type_of_the_exception()
    {
        var (template, _) = await ConnectAsync();
        using var client = _engine.Clients.CreateClient(template);
        _engine.System.ApiFaults.Enqueue(ScriptedResponse.ConnectionReset);
        _engine.System.ApiFaults.Enqueue(ScriptedResponse.ConnectionReset);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("me"));

        var span = _telemetry.Span("versori.call");
        AssertFailed(span, "System.Net.Http.HttpRequestException");
        Assert.Null(span.StatusDescription);
    }

    [Fact]
    public async Task The_span_of_an_invocation_has_its_endpoint_and_there_is_no_second_span()
    {
        var (template, _) = await ConnectAsync();
        var invoker = (IEndpointInvoker)_engine.Services.GetService(typeof(IEndpointInvoker))!;

        await invoker.InvokeAsync(template.Id, "items/get", new EndpointArguments { ["id"] = 7 });

        var span = _telemetry.Span("versori.invoke");
        Assert.Equal("items/get", span.GetTagItem("versori.endpoint.id"));
        Assert.Equal("/items/{id}", span.GetTagItem("url.template"));
        Assert.Equal("GET", span.GetTagItem("http.request.method"));
        Assert.Equal(_id, span.GetTagItem("versori.connector.id"));
        Assert.Equal(template.Id.ToString(), span.GetTagItem("versori.template"));
        Assert.Empty(_telemetry.Spans("versori.call"));
    }

    [Fact]
    public async Task Failures_to_connect_to_sign_in_and_to_refresh_are_errors_of_their_spans()
    {
        var (_, connection) = await ConnectAsync();
        await Assert.ThrowsAsync<ConnectorException>(() => _engine.Connections.ConnectAsync(
            connection.ConnectorId, "other", Credential.OAuth2ClientCredentials("client", "wrong")));
        var signIns = (ISignIns)_engine.Services.GetService(typeof(ISignIns))!;
        var unknown = new SignInRequest { ConnectorId = ConnectorId.Parse("unknown"), Name = "x" };
        await Assert.ThrowsAsync<ConnectorException>(() => signIns.BeginAsync(unknown));
        _engine.System.TokenFaults.Enqueue(ScriptedResponse.Create(503, ""));
        await Assert.ThrowsAsync<ConnectorException>(() => _engine.Connections.RefreshAsync(connection.Id));

        AssertFailed(_telemetry.Spans("versori.connect")[^1], "credential_refused");
        AssertFailed(_telemetry.Span("versori.sign_in.begin"), "not_found");
        AssertFailed(_telemetry.Span("versori.refresh"), "unavailable");
    }

    [Fact]
    public async Task First_token_requests_and_refreshes_are_measured()
    {
        var (_, connection) = await ConnectAsync();
        await _engine.Connections.RefreshAsync(connection.Id);
        _engine.System.TokenFaults.Enqueue(ScriptedResponse.Create(503, ""));
        await Assert.ThrowsAsync<ConnectorException>(() => _engine.Connections.RefreshAsync(connection.Id));

        var requests = _telemetry.Series("versori.connectors.token_request.duration", _id);
        Assert.Equal(1, Count("connect", "succeeded", null));
        Assert.Equal(1, Count("refresh", "succeeded", null));
        Assert.Equal(1, Count("refresh", "failed", "unavailable"));
        Assert.Equal(2, _telemetry.Series("versori.connectors.refreshes", _id).Sum(series => series.Count));
        Assert.All(requests, series => Assert.DoesNotContain("versori.connection.id", series.Tags.Keys));

        long Count(string purpose, string outcome, string? error) => requests
            .Where(series => series.Tags["versori.purpose"] == purpose && series.Tags["versori.outcome"] == outcome)
            .Where(series => series.Tags.GetValueOrDefault("error.type") == error)
            .Sum(series => series.Count);
    }

    [Fact]
    public async Task The_source_and_the_meter_have_the_version_of_the_package()
    {
        await ConnectAsync();

        var version = _telemetry.Span("versori.connect").Source.Version;
        Assert.Matches(@"^\d+\.\d+\.\d+(-[\w.]+)?$", version);
        Assert.All(
            _telemetry.Series("versori.connectors.token_request.duration", _id),
            series => Assert.Equal(version, series.Version));
    }

    private async Task<(ConnectionTemplate Template, Connection Connection)> ConnectAsync()
    {
        var connector = await _engine.PublishAsync(_engine.Definition(_id));
        var template = await _engine.LinkAsync(connector.Id);
        var credential = Credential.OAuth2ClientCredentials(_engine.System.ClientId, _engine.System.ClientSecret);
        return (template, await _engine.Connections.ConnectAsync(connector.Id, "acme", credential));
    }

    private static void AssertFailed(Activity span, string type)
    {
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(type, span.GetTagItem("error.type"));
    }
}

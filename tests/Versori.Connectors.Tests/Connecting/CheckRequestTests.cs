using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Connecting;

/// <summary>Credentials that are checked with the check requests of their method.</summary>
public sealed class CheckRequestTests : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, (int Status, string Text)> _responses = new();
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _server = await LoopbackServer.StartAsync(context =>
        {
            var (status, text) = _responses.GetValueOrDefault(context.Request.Path, (200, "{}"));
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(text);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_check_request_of_the_method_replaces_the_check_endpoint()
    {
        var connection = await ConnectAsync(
            Request("/validate") with { Body = new() { Json = JsonFragment.Parse("""{"who":"{username}"}""") } });

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check!.Outcome);
        var request = Assert.Single(_server.Requests);
        Assert.Equal(
            ("POST", """{"who":"ada"}""", "Basic YWRhOnB3", "2026"),
            (request.Method, request.Text, request.Authorization, request.Headers["X-Version"]));
        Assert.Empty(_engine.System.RecordedApiRequests);
    }

    [Fact]
    public async Task One_accepting_check_request_is_enough()
    {
        _responses["/v1"] = (401, "");

        Assert.Equal(
            ConnectionCheckOutcome.Accepted, (await ConnectAsync(Request("/v1"), Request("/v3"))).Check!.Outcome);
        Assert.Equal(["/v1", "/v3"], _server.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData(401, "", ConnectorErrorCode.CredentialRefused)]
    [InlineData(203, "sign in", ConnectorErrorCode.CredentialRefused)]
    [InlineData(200, """{"ok":false}""", ConnectorErrorCode.CredentialRefused)]
    [InlineData(200, "<html>", ConnectorErrorCode.InvalidResponse)]
    [InlineData(503, "", ConnectorErrorCode.Unavailable)]
    public async Task A_credential_that_no_check_request_accepts_leaves_no_connection_and_no_secrets(
        int status, string text, ConnectorErrorCode code)
    {
        _responses["/me"] = (status, text);

        var error = await Assert.ThrowsAsync<ConnectorException>(() =>
            ConnectAsync(
                Request("/me") with
                {
                    Success = new() { StatusCodes = [200], Field = "/ok" },
                    InvalidCredentialStatusCodes = [203, 401],
                }));

        Assert.Equal(code, error.Code);
        Assert.Empty(await _engine.Connections.ListAsync(new()).ToListAsync());
    }

    [Fact]
    public async Task A_response_that_does_not_depend_on_the_credential_is_inconclusive()
    {
        _responses["/me"] = (404, "");

        Assert.Equal(ConnectionCheckOutcome.Inconclusive, (await ConnectAsync(Request("/me"))).Check!.Outcome);
    }

    [Fact]
    public void Errors_are_reported_by_json_pointer()
    {
        var method = new BasicAuth
        {
            CheckRequests = [new() { Method = "", Url = "{nowhere}/x", Success = new() { Field = "ok" } }],
        };

        Assert.Equal(
            [
                "/authMethods/0/checkRequests/0/method",
                "/authMethods/0/checkRequests/0/success/field",
                "/authMethods/0/checkRequests/0/url",
            ],
            _engine.Catalog.Validate(_engine.Definition("mistakes", method))
                .Select(problem => problem.Location).Order(StringComparer.Ordinal));
    }

    private AuthRequest Request(string path) => new() { Url = new Uri(_server.BaseAddress, path).AbsoluteUri };

    private async Task<Connection> ConnectAsync(params AuthRequest[] requests)
    {
        var definition = _engine.Definition(methods: new BasicAuth { CheckRequests = requests });
        var connector = await _engine.PublishAsync(
            definition with { Headers = new Dictionary<string, string> { ["X-Version"] = "2026" } });
        return await _engine.Connections.ConnectAsync(connector.Id, "acme", Credential.Basic("ada", "pw"));
    }
}

using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.Authentication;

/// <summary>The origins that receive a session, and the end of a session.</summary>
public sealed partial class SessionTokenTests
{
    [Fact]
    public async Task A_request_to_an_extracted_host_is_refused()
    {
        _system.Response = static (context, _) =>
            context.Response.WriteAsJsonAsync(new { data = new { id = "https://evil.example" } });
        var method = _system.Method();

        var error = await Assert.ThrowsAsync<ConnectorException>(() => _system.ConnectAsync(method with
        {
            SignIn = [method.SignIn[0], new() { Url = "{session}/next", Body = new() { Text = "{password}" } }],
        }));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, error.Code);
    }

    [Fact]
    public async Task Plain_http_is_refused()
    {
        var method = _system.Method();

        var error = await Assert.ThrowsAsync<ConnectorException>(() => _system.ConnectAsync(method with
        {
            SignIn = [method.SignIn[0] with { Url = "http://login.example/" }],
        }));

        Assert.Equal(ConnectorErrorCode.InsecureTransport, error.Code);
    }

    [Fact]
    public async Task Disconnecting_signs_out_and_continues_when_the_sign_out_fails()
    {
        var method = _system.Method() with
        {
            SignOut = new()
            {
                Method = "DELETE",
                Url = _system.UrlOf("/logout"),
                Headers = new Dictionary<string, string> { ["X-Session"] = "{session}" },
            },
        };
        var (connection, _) = await _system.ConnectAsync(method);

        await _system.Engine.Connections.DisconnectAsync(connection.Id);

        Assert.Equal(("DELETE", "session-1"), (_system.Requests[^1].Method, _system.Requests[^1].Headers["X-Session"]));
        var (second, _) = await _system.ConnectAsync(method);
        _system.Faults.Enqueue(ScriptedResponse.ConnectionReset);
        await _system.Engine.Connections.DisconnectAsync(second.Id);
        Assert.Contains(_system.Engine.Logs.GetSnapshot(), record => record.Id.Id == 30);
        Assert.Empty(await _system.Engine.Connections.ListAsync(new()).ToListAsync());
    }

    [Theory]
    [InlineData(419, "{}")]
    [InlineData(403, "{}")]
    [InlineData(200, """{"ok":false,"error":"session_expired"}""")]
    public async Task A_configured_rejection_status_or_response_replaces_the_session(int status, string body)
    {
        var method = _system.Method() with
        {
            RejectedStatusCodes = [403, 419],
            RejectedResponse = new() { Field = "/error", Values = ["session_expired"] },
        };
        var (_, client) = await _system.ConnectAsync(method);
        Api.ApiFaults.Enqueue(ScriptedResponse.Create(status, body, headers: ("Content-Length", $"{body.Length}")));

        var response = await client.GetAsync("me");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("session-2", Api.RecordedApiRequests[^1].Headers["X-Session"]);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("session-2", json.RootElement.GetProperty("credential").GetString());
    }

    [Fact]
    public async Task Other_statuses_are_returned_to_the_caller()
    {
        var (_, client) = await _system.ConnectAsync(_system.Method());
        Api.ApiFaults.Enqueue(ScriptedResponse.Create(403, "{}"));

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("me")).StatusCode);
        Assert.Single(_system.Logins);
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.Authentication;

[Trait("Kind", "Race")]
public sealed partial class SessionTokenTests : IAsyncLifetime
{
    private SessionSystem _system = null!;

    private ScriptedExternalSystem Api => _system.Engine.System;

    public async ValueTask InitializeAsync() => _system = await SessionSystem.StartAsync();

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task A_session_is_obtained_when_connecting_and_added_to_calls()
    {
        var (_, client) = await _system.ConnectAsync(_system.Method());

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        var login = Assert.Single(_system.Logins);
        Assert.Equal("POST", login.Method);
        Assert.Equal($$"""{"user":{"name":"ada"},"password":"{{SessionSystem.Canary}}","remember":true}""", login.Text);
        Assert.Equal("session-1", Api.RecordedApiRequests[^1].Headers["X-Session"]);
    }

    [Fact]
    public async Task A_later_request_uses_a_value_extracted_from_an_earlier_response()
    {
        _system.Response = static (context, session) =>
        {
            if (context.Request.Path == "/login") context.Response.Headers["X-Step"] = "step one/&";
            return context.Response.WriteAsync(
                context.Request.Path == "/login" ? "" : "<s:a xmlns:s='urn:x'><s:id> session-7 </s:id></s:a>");
        };
        var method = _system.Method() with
        {
            SignIn =
            [
                _system.Method().SignIn[0] with
                {
                    ExtractedValues =
                    [
                        new() { Name = "step", From = ExtractedValueSource.Header, Selector = "X-Step" },
                    ],
                },
                new()
                {
                    Method = "GET",
                    Url = _system.UrlOf("/session"),
                    Query = new Dictionary<string, string> { ["step"] = "of {step}" },
                    Headers = new Dictionary<string, string> { ["X-User"] = "{username | upper}" },
                    ExtractedValues =
                    [
                        new()
                        {
                            Name = "session",
                            From = ExtractedValueSource.Xml,
                            Selector = "//*[local-name()='id']",
                        },
                    ],
                },
            ],
        };

        var (_, client) = await _system.ConnectAsync(method);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal("/session?step=of%20step%20one%2F%26", _system.Requests[^1].Target);
        Assert.Equal("ADA", _system.Requests[^1].Headers["X-User"]);
        Assert.Equal("session-7", Api.RecordedApiRequests[^1].Headers["X-Session"]);
    }

    [Fact]
    public async Task A_cookie_session_is_sent_as_a_cookie_and_a_header()
    {
        Api.AcceptApiKeyInCookie("session-1", "SID");
        _system.Response = static (context, session) =>
        {
            context.Response.Headers.Append("Set-Cookie", $"SID={session}; Path=/; HttpOnly");
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = "https://elsewhere.example/";
            return context.Response.WriteAsync("<input name='csrf' value='c-99'>");
        };
        var method = _system.Method() with
        {
            SignIn =
            [
                _system.Method().SignIn[0] with
                {
                    Body = new()
                    {
                        Form = new Dictionary<string, string> { ["u"] = "{username}", ["p"] = "{password} & more" },
                    },
                    Success = new() { StatusCodes = [302] },
                    ExtractedValues =
                    [
                        new() { Name = "sid", From = ExtractedValueSource.Cookie, Selector = "SID" },
                        new()
                        {
                            Name = "csrf",
                            From = ExtractedValueSource.Pattern,
                            Selector = "name='csrf' value='([^']+)'",
                        },
                    ],
                },
            ],
            Placements =
            [
                new() { In = CredentialLocation.Cookie, Name = "SID", Value = "{sid}" },
                new() { Name = "X-Csrf", Value = "{csrf}" },
            ],
        };

        var (_, client) = await _system.ConnectAsync(method);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal($"u=ada&p={SessionSystem.Canary}+%26+more", _system.Logins[0].Text);
        Assert.Equal("SID=session-1", Api.RecordedApiRequests[^1].Headers["Cookie"]);
        Assert.Equal("c-99", Api.RecordedApiRequests[^1].Headers["X-Csrf"]);
    }

    [Fact]
    public async Task An_XML_sign_in_escapes_inserted_values()
    {
        var method = _system.Method() with
        {
            SignIn = [_system.Method().SignIn[0] with { Body = new() { Xml = "<login><p>{password}</p></login>" } }],
        };

        await _system.ConnectAsync(method, SessionSystem.Canary + "</p><admin>&\"");

        Assert.Equal(
            $"<login><p>{SessionSystem.Canary}&lt;/p&gt;&lt;admin&gt;&amp;&quot;</p></login>", _system.Logins[0].Text);
        Assert.Equal("text/xml; charset=utf-8", _system.Logins[0].Headers["Content-Type"]);
    }

    [Fact]
    public async Task An_XML_response_with_a_document_type_is_refused()
    {
        _system.Response = static (context, _) =>
            context.Response.WriteAsync("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>");
        var method = _system.Method() with
        {
            SignIn =
            [
                _system.Method().SignIn[0] with
                {
                    ExtractedValues = [new() { Name = "session", From = ExtractedValueSource.Xml, Selector = "/a" }],
                },
            ],
        };

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _system.ConnectAsync(method));

        Assert.Equal(ConnectorErrorCode.InvalidResponse, refused.Code);
        Assert.Equal("session", refused.Error.Location);
    }

    [Theory]
    [InlineData(SessionLifetimeUnit.Seconds, "3600")]
    [InlineData(SessionLifetimeUnit.Milliseconds, "3600000")]
    [InlineData(SessionLifetimeUnit.Minutes, "60")]
    [InlineData(SessionLifetimeUnit.UnixSeconds, "1772370000")]
    [InlineData(SessionLifetimeUnit.UnixMilliseconds, "1772370000000")]
    [InlineData(SessionLifetimeUnit.Iso8601, "2026-03-01T13:00:00")]
    [InlineData(SessionLifetimeUnit.Iso8601, "2026-03-01T14:00:00+01:00")]
    [InlineData(SessionLifetimeUnit.Time, "1772370000")]
    [InlineData(SessionLifetimeUnit.Time, "1772370000000")]
    [InlineData(SessionLifetimeUnit.Time, "2026-03-01T13:00:00Z")]
    public async Task An_extracted_lifetime_determines_when_the_session_is_replaced(
        SessionLifetimeUnit unit, string text)
    {
        _system.Response = (context, session) =>
            context.Response.WriteAsJsonAsync(new { data = new { id = session }, until = text });
        var method = _system.Method();
        method = method with
        {
            SignIn =
            [
                method.SignIn[0] with
                {
                    ExtractedValues =
                    [
                        .. method.SignIn[0].ExtractedValues,
                        new() { Name = "until", Selector = "/until" },
                    ],
                },
            ],
            Lifetime = new() { ExtractedValue = "until", Unit = unit },
        };

        var (connection, client) = await _system.ConnectAsync(method);
        Assert.Equal(_system.Engine.Time.GetUtcNow().AddHours(1), connection.Tokens[0].ExpiresAt);

        _system.Engine.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(2, _system.Logins.Count);
        Assert.Equal("session-2", Api.RecordedApiRequests[^1].Headers["X-Session"]);
    }

    [Fact]
    public async Task A_rejected_session_is_replaced_once_for_all_waiters()
    {
        var (_, client) = await _system.ConnectAsync(_system.Method());
        Api.RejectTokens("session-1");

        var responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetAsync("me")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(2, _system.Logins.Count);
    }

    [Fact]
    public async Task A_refresh_keeps_values_it_does_not_extract_and_falls_back_to_signing_in()
    {
        _system.Response = static (context, session) => context.Response.WriteAsJsonAsync(
            context.Request.Path == "/refresh"
                ? new { data = new { id = "session-9" } }
                : (object)new { data = new { id = session, key = "refresh-key" } });
        var method = _system.Method();
        method = method with
        {
            SignIn =
            [
                method.SignIn[0] with
                {
                    ExtractedValues =
                    [
                        .. method.SignIn[0].ExtractedValues,
                        new() { Name = "key", Selector = "/data/key" },
                    ],
                },
            ],
            Refresh =
            [
                new()
                {
                    Url = _system.UrlOf("/refresh"),
                    Body = new() { Text = "{key}", ContentType = "application/x-refresh" },
                    ExtractedValues =
                    [
                        new() { Name = "session", Selector = "/data/id" },
                        new() { Name = "key", Selector = "/data/key" },
                    ],
                },
            ],
        };
        var (connection, client) = await _system.ConnectAsync(method);

        await _system.Engine.Connections.RefreshAsync(connection.Id);
        await _system.Engine.Connections.RefreshAsync(connection.Id);
        Assert.Equal(
            ["refresh-key", "refresh-key"],
            _system.Requests.Where(request => request.Path == "/refresh").Select(request => request.Text));
        Assert.Single(_system.Logins);

        _system.Faults.Enqueue(ScriptedResponse.Create(401, "{}"));
        await _system.Engine.Connections.RefreshAsync(connection.Id);
        Assert.Equal(2, _system.Logins.Count);
        await client.GetAsync("me");
        Assert.Equal("session-2", Api.RecordedApiRequests[^1].Headers["X-Session"]);
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(400, false)]
    [InlineData(302, false)]
    [InlineData(500, false)]
    public async Task Only_a_refused_sign_in_is_final(int status, bool isFinal)
    {
        var (connection, client) = await _system.ConnectAsync(_system.Method());
        Api.RejectTokens("session-1");
        _system.Faults.Enqueue(ScriptedResponse.Create(status, $"no, {SessionSystem.Canary}"));

        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));

        var after = await _system.Engine.Connections.FindAsync(connection.Id);
        Assert.Equal(isFinal ? ConnectionStatus.NeedsReauthorization : ConnectionStatus.Active, after!.Status);
        Assert.DoesNotContain(SessionSystem.Canary, after.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_leaves_no_connection_and_no_secrets()
    {
        var refused = await Assert.ThrowsAsync<ConnectorException>(
            () => _system.ConnectAsync(_system.Method(), "wrong"));

        Assert.Equal(ConnectorErrorCode.CredentialRefused, refused.Code);
        Assert.Empty(await _system.Engine.Connections.ListAsync(new()).ToListAsync());
    }

    [Fact]
    public async Task A_field_that_indicates_failure_refuses_the_credential()
    {
        _system.Response = static (context, _) =>
            context.Response.WriteAsJsonAsync(new { ok = false, data = new { id = "x" } });
        var method = _system.Method();

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            _system.ConnectAsync(
                method with { SignIn = [method.SignIn[0] with { Success = new() { Field = "/ok" } }] }));

        Assert.Equal(ConnectorErrorCode.CredentialRefused, refused.Code);
    }

    public static TheoryData<string> BadResponses =>
        ["malformed", "html", "empty", "huge", "line break", "object", "null", "surrogate", "reset"];

    [Theory]
    [MemberData(nameof(BadResponses))]
    public async Task An_invalid_response_is_a_typed_error_that_quotes_no_part_of_it(string kind)
    {
        _system.Faults.Enqueue(kind switch
        {
            "malformed" => ScriptedResponse.MalformedJson,
            "html" => ScriptedResponse.Html,
            "empty" => ScriptedResponse.Empty,
            "huge" => ScriptedResponse.HugeBody(3 * 1024 * 1024),
            "line break" => ScriptedResponse.Create(200, """{"data":{"id":"canary-response\r\nX-Evil: 1"}}"""),
            "object" => ScriptedResponse.Create(200, """{"data":{"id":{"canary-response":1}}}"""),
            "null" => ScriptedResponse.Create(200, """{"data":{"id":null},"x":"canary-response"}"""),
            "surrogate" => ScriptedResponse.Create(200, """{"data":{"id":"\ud800"}}"""),
            _ => ScriptedResponse.ConnectionReset,
        });

        var error = await Assert.ThrowsAsync<ConnectorException>(() => _system.ConnectAsync(_system.Method()));

        Assert.Equal(kind == "reset" ? ConnectorErrorCode.Unavailable : ConnectorErrorCode.InvalidResponse, error.Code);
        if (kind is not ("reset" or "huge")) Assert.Equal("session", error.Error.Location);
        var seen = error + string.Join('\n', _system.Engine.Logs.GetSnapshot().Select(record => record.ToString()));
        Assert.DoesNotContain("canary", seen, StringComparison.Ordinal);
        Assert.Empty(await _system.Engine.Connections.ListAsync(new()).ToListAsync());
    }
}

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Security;

/// <summary>
/// Uses unique secrets in every operation and searches all output for them.
/// </summary>
public sealed class CanaryTests : IAsyncLifetime
{
    private readonly Canaries _canaries = new();
    private readonly ObservedOutput _observed = new();
    private EngineFixture _engine = null!;
    private LoopbackServer _elsewhere = null!;

    private ScriptedExternalSystem System => _engine.System;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _elsewhere = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _elsewhere.DisposeAsync();
        _observed.Dispose();
    }

    [Fact]
    public void The_search_finds_a_secret_in_every_encoding()
    {
        var canary = _canaries.Plant("planted");

        foreach (var encoding in Canaries.Encodings(canary))
            Assert.Equal([canary], _canaries.In($"before{encoding}after"));
        Assert.Equal(
            [canary],
            _canaries.In(
                $"Basic {Convert.ToBase64String(global::System.Text.Encoding.UTF8.GetBytes($"ada:{canary}!"))}"));
        Assert.Equal([canary], _canaries.In(JsonSerializer.Serialize(new { nested = $"x{canary}x" })));
        Assert.Empty(_canaries.In("cAnArY.other [redacted]"));
    }

    [Fact]
    public void A_secret_in_logs_traces_metrics_or_texts_is_detected()
    {
        var canary = _canaries.Plant("observed");
        using (var source = new global::System.Diagnostics.ActivitySource("Test.Canaries"))
        using (var activity = source.StartActivity("work")) activity!.SetTag("leak", canary);
        using (var meter = new global::System.Diagnostics.Metrics.Meter("Test.Canaries"))
            meter.CreateCounter<long>("count").Add(1, new KeyValuePair<string, object?>("leak", canary));
        _engine.Services.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>()
            .CreateLogger("Test").Log(0, default, canary, null, (state, _) => state);
        _observed.Add(new InvalidOperationException("outer", new InvalidOperationException(canary)));
        _observed.Add(_engine.Logs);

        Assert.Equal(
            ["activity", "exception", "log", "metric"],
            Leaks().Select(leak => leak.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(OAuth2Grant.ClientCredentials, OAuth2ClientAuthentication.Basic)]
    [InlineData(OAuth2Grant.ClientCredentials, OAuth2ClientAuthentication.Post)]
    [InlineData(OAuth2Grant.AuthorizationCode, OAuth2ClientAuthentication.Basic)]
    [InlineData(OAuth2Grant.AuthorizationCode, OAuth2ClientAuthentication.Post)]
    public async Task The_credentials_of_a_client_and_its_tokens_are_sent_to_the_external_system_only(
        OAuth2Grant grant, OAuth2ClientAuthentication authentication)
    {
        var (access, refreshed, refresh) = (
            _canaries.Plant("access"), _canaries.Plant("refreshed"), _canaries.Plant("refresh"));
        System.ClientSecret = _canaries.Plant("client-secret");
        System.AcceptBearer(access);
        System.AcceptBearer(refreshed);
        var issued = 0;
        System.TransformTokenResponse = response =>
            (response["access_token"], response["refresh_token"]) = (issued++ == 0 ? access : refreshed, refresh);
        var method = _engine.ClientCredentials() with { Grant = grant, ClientAuthentication = authentication };
        var refused = _canaries.Plant("refused");

        // The scripted system does not know canary refresh tokens, so the test sets the first two responses.
        for (var index = 0; index < 2 && grant == OAuth2Grant.AuthorizationCode; index++)
            System.TokenFaults.Enqueue(
                ScriptedResponse.Create(
                    200, Json(("access_token", refreshed), ("refresh_token", refresh), ("token_type", "Bearer"))));
        var (good, bad) = grant == OAuth2Grant.ClientCredentials
            ? (
                Credential.OAuth2ClientCredentials(System.ClientId, System.ClientSecret),
                Credential.OAuth2ClientCredentials(System.ClientId, refused))
            : (
                Credential.OAuth2Tokens(access, refresh, System.ClientId, System.ClientSecret),
                Credential.OAuth2Tokens(refused, refresh, System.ClientId, System.ClientSecret));

        await RunAsync(method, good, bad, async (connection, client) =>
        {
            Add(await _engine.Connections.RefreshAsync(connection.Id));
            System.ApiFaults.Enqueue(ScriptedResponse.Create(401, ""));
            await CallAsync(client, "me");
            foreach (var response in Responses())
            {
                _engine.Time.Advance(TimeSpan.FromMinutes(10));
                System.TokenFaults.Enqueue(response);
                await FailAsync(() => _engine.Connections.RefreshAsync(connection.Id));
            }

            _engine.Time.Advance(TimeSpan.FromHours(3));
            System.TokenFaults.Enqueue(
                ScriptedResponse.Create(
                    400,
                    Json(
                        ("error", "invalid_grant"),
                        ("error_description", $"The secret {System.ClientSecret} and {refresh} are no good"))));
            await FailAsync(() => _engine.Connections.RefreshAsync(connection.Id));
            Add((await _engine.Connections.FindAsync(connection.Id))!);
            Assert.Equal(
                ConnectionStatus.NeedsReauthorization, (await _engine.Connections.FindAsync(connection.Id))!.Status);
        });

        // Client credentials request a new token; their refresh token is never used (RFC 6749 §4.4.3).
        AssertSentToTheSystemOnly(grant == OAuth2Grant.ClientCredentials ? refresh : null);

        IEnumerable<ScriptedResponse> Responses()
        {
            yield return ScriptedResponse.Create(
                503, $"busy with {System.ClientSecret}", "text/plain", ("Retry-After", "1"));
            yield return ScriptedResponse.Create(
                400, Json(("error", System.ClientSecret), ("error_description", refresh), ("error_uri", access)));
            yield return ScriptedResponse.Create(
                302,
                "",
                headers: (
                    "Location",
                    $"{_elsewhere.BaseAddress}?secret={Uri.EscapeDataString(System.ClientSecret)}&"
                        + $"token={Uri.EscapeDataString(refresh)}"));
            yield return ScriptedResponse.Create(200, $"<html>{System.ClientSecret} {refresh}</html>", "text/html");
            yield return ScriptedResponse.Create(
                200, $$"""{"access_token":["{{refresh}}"],"expires_in":"{{System.ClientSecret}}"}""");
            yield return ScriptedResponse.Create(
                200, Json(("access_token", access), ("expires_in", System.ClientSecret)));
            yield return ScriptedResponse.Create(200, Json(("access_token", $"{access}\r\n{refresh}")));
            yield return ScriptedResponse.ConnectionReset;
        }
    }

    /// <summary>Every operation with a credential.</summary>
    private async Task RunAsync(
        AuthMethod method, Credential good, Credential bad, Func<Connection, HttpClient, Task>? alsoDo = null)
    {
        var connector = await _engine.PublishAsync(_engine.Definition(methods: method));
        var template = await _engine.LinkAsync(connector.Id);
        var request = new ConnectRequest { ConnectorId = connector.Id, Name = "acme", Credential = good };
        foreach (object thing in new object[] { good, bad, request, connector, template, method }) Add(thing);
        foreach (var field in good.Fields.Values) Add(field);

        await FailAsync(() => _engine.Connections.ConnectAsync(connector.Id, "refused", bad));
        System.ApiFaults.Enqueue(ScriptedResponse.Create(500, ""));
        var unlucky = await Record.ExceptionAsync(() => _engine.Connections.ConnectAsync(connector.Id, "unlucky", bad));
        if (unlucky is not null) _observed.Add(unlucky);
        System.ApiFaults.Clear();
        var connection = await _engine.Connections.ConnectAsync(request);
        Add(connection);
        Add(await _engine.Connections.SetBindingAsync(template.Id, connection.Id));
        var client = _engine.Clients.CreateClient(template);
        await CallAsync(client, "me?page=2");
        await CallAsync(client, $"{System.BaseAddress}redirect?to=/api/me");
        await CallAsync(
            client, $"{System.BaseAddress}redirect?to={Uri.EscapeDataString(_elsewhere.BaseAddress.AbsoluteUri)}");
        foreach (var secret in good.Fields.Values.Select(field => field.Reveal()))
        {
            await CallAsync(
                client,
                $"{System.BaseAddress}redirect?to="
                    + $"{Uri.EscapeDataString($"{_elsewhere.BaseAddress}?echo={Uri.EscapeDataString(secret)}")}",
                mayShow: true);
        }

        await FailAsync(() => client.GetAsync(_elsewhere.BaseAddress));
        System.ApiFaults.Enqueue(ScriptedResponse.ConnectionReset);
        var reset = await Record.ExceptionAsync(() => client.PostAsync("me", new StringContent("x")));
        if (reset is not null) _observed.Add(reset);
        if (alsoDo is not null) await alsoDo(connection, client);
        await foreach (var stored in _engine.Connections.ListAsync(new())) Add(stored);
        await foreach (var stored in _engine.Catalog.ListAsync()) Add(stored);
        await FailAsync(() => _engine.Connections.ReconnectAsync(connection.Id, bad));
        await _engine.Connections.DisconnectAsync(connection.Id, force: true);
        await FailAsync(() => client.GetAsync("me"));
    }

    // The test itself put the secret into the URL, so the response is not searched for it.
    private async Task CallAsync(HttpClient client, string url, bool mayShow = false)
    {
        using var response = await client.GetAsync(url);
        if (!mayShow) Add(response.StatusCode);
    }

    private async Task FailAsync(Func<Task> call) =>
        _observed.Add(await Assert.ThrowsAsync<ConnectorException>(call));

    private void Add(object thing) => _observed.Add(thing);

    private void AssertSentToTheSystemOnly(string? unused = null)
    {
        _observed.Add(_engine.Logs);
        Assert.Contains(
            _observed.Texts,
            text =>
                text.Where.StartsWith("log Versori.Connectors", StringComparison.Ordinal)
                    && text.Text.Contains("Connected", StringComparison.Ordinal));
        Assert.Contains(_observed.Texts, text => text.Where == "activity Versori.Connectors");
        Assert.Contains(_observed.Texts, text => text.Where == "activity System.Net.Http");

        Assert.True(Leaks() is [], string.Join("\n", Leaks()));

        var arrived = string.Join(
            "\n",
            System.Server.Requests.Select(
                request => $"{request.Target} {string.Join(" ", request.Headers.Values)} {request.Text}"));
        Assert.Equal(_canaries.All.Where(canary => canary != unused).Order(), _canaries.In(arrived).Order());
        var elsewhere = string.Join(
            "\n",
            _elsewhere.Requests.Select(
                request => $"{request.Target} {string.Join(" ", request.Headers.Values)} {request.Text}"));
        Assert.NotEmpty(elsewhere);
        Assert.Empty(_canaries.In(elsewhere));
    }

    private string[] Leaks() =>
        [
            .. _observed.Texts.SelectMany(
                text => _canaries.In(text.Text).Select(canary => $"{text.Where} shows {canary}: {text.Text}")),
        ];

    private static string Json(params (string Name, string Value)[] members) =>
        JsonSerializer.Serialize(members.ToDictionary(member => member.Name, member => member.Value));
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

public sealed class ConnectingTheory : MethodTheory
{
    [Theory]
    [MemberData(nameof(MethodFixtures.All), MemberType = typeof(MethodFixtures))]
    public async Task A_connection_is_created_with_a_checked_credential(string method)
    {
        var (connection, _) = await ConnectAsync(method);

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check!.Outcome);
        Assert.Single(System.Seen);
        Assert.Equal(1, System.Calls);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.All), MemberType = typeof(MethodFixtures))]
    public async Task A_credential_refused_by_the_system_leaves_no_connection_and_no_secrets(string method)
    {
        await StartAsync(method);
        System.RejectsAll = true;

        var error = await Assert.ThrowsAsync<ConnectorException>(() => Host.ConnectAsync());

        Assert.Equal(ConnectorErrorCode.CredentialRefused, error.Code);
        Assert.Empty(Host.Secrets.Live);
        Assert.Empty(await Host.Engine.Connections.ListAsync(new()).ToListAsync());
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.All), MemberType = typeof(MethodFixtures))]
    public async Task Calls_by_a_client_and_by_endpoint_id_are_accepted(string method)
    {
        var (connection, client) = await ConnectAsync(method);

        await AssertAcceptedAsync(client);
        var seen = System.Seen;
        using (var response = await Host.CallAsync(client, "me?page=2&q=%C3%A4"))
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var invoked = await Host.Invoker.InvokeAsync(connection.Id, "me");

        Assert.Equal(200, invoked.StatusCode);
        Assert.Equal(seen, System.Seen);
        Assert.InRange(System.TokenArrivals.Count, 0, 1);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.All), MemberType = typeof(MethodFixtures))]
    public async Task Another_process_continues_with_the_stored_credentials(string method)
    {
        var (connection, _) = await ConnectAsync(method);
        var tokenRequests = System.TokenArrivals.Count;
        await using var restarted = EngineFixture.Beside(Host.Engine, configure: Host.Fixture.Configure);
        var client = restarted.CreateClient(connection);

        await AssertAcceptedAsync(client);
        Assert.Equal(tokenRequests, System.TokenArrivals.Count);

        LetExpire();
        await AssertAcceptedAsync(client);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.All), MemberType = typeof(MethodFixtures))]
    public async Task Changing_the_auth_methods_of_the_connector_does_not_affect_a_connection(string method)
    {
        var (connection, client) = await ConnectAsync(method);

        foreach (var changed in new AuthMethod[][]
        {
            [.. Host.Fixture.Methods(System).Select(Edited)],
            [ApiKeyAuth.Create(CredentialLocation.Header, "X-Other")],
            [],
        })
        {
            await Host.Engine.PublishAsync(Host.Definition(changed));
            await AssertAcceptedAsync(client);
            LetExpire();
            await AssertAcceptedAsync(client);
            await using var restarted = EngineFixture.Beside(Host.Engine, configure: Host.Fixture.Configure);
            await AssertAcceptedAsync(restarted.CreateClient(connection));
        }
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.All), MemberType = typeof(MethodFixtures))]
    public async Task An_upgrade_that_fails_is_undone(string method)
    {
        var (connection, client) = await ConnectAsync(method);
        await Host.Engine.PublishAsync(Host.Definition([.. Host.Fixture.Methods(System).Select(Edited)]));

        var failure = await Record.ExceptionAsync(
            () => Host.Engine.Services.GetRequiredService<IConnectionMaintenance>().UpgradeAsync(connection.Id));

        // These methods still work after the edit of their title or lifetime. All other edits break the credential.
        Assert.Equal(method is "none" or "client certificate" or "custom", failure is null);
        if (failure is not null)
            Assert.Equal(connection.Snapshot, (await Host.Engine.Connections.FindAsync(connection.Id))!.Snapshot);
        await AssertAcceptedAsync(client);
        LetExpire();
        await AssertAcceptedAsync(client);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.All), MemberType = typeof(MethodFixtures))]
    public async Task Disconnecting_removes_the_secrets_and_disables_the_clients(string method)
    {
        var (connection, client) = await ConnectAsync(method);
        var calls = System.Calls;

        await Host.Engine.Connections.DisconnectAsync(connection.Id);

        Assert.Empty(Host.Secrets.Live);
        await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client));
        Assert.Equal(calls, System.Calls);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.All), MemberType = typeof(MethodFixtures))]
    public async Task A_redirect_to_another_origin_carries_no_credentials(string method)
    {
        var (_, client) = await ConnectAsync(method);
        await using var elsewhere = await LoopbackServer.StartAsync(_ => Task.CompletedTask);

        // A 307 keeps the method and the body, a 302 changes a POST to a GET (RFC 9110 §15.4).
        var to = Uri.EscapeDataString($"{elsewhere.BaseAddress}landing");
        foreach (var status in new[] { 307, 302 })
            (await Host.CallAsync(client, System.Url($"redirect?status={status}&to={to}"))).Dispose();

        var redirected = System.Server.Requests.First(request => Host.Fixture.Path(request) == "/redirect");
        Assert.Equal(2, System.Server.Requests.Count(request => Host.Fixture.Path(request) == "/redirect"));
        foreach (var arrived in elsewhere.Requests)
        {
            Assert.Equal("/landing", arrived.Target);
            Assert.Empty(
                arrived.Headers.Keys.Except(
                    ["Host", "Accept-Encoding", "Content-Length", "Content-Type", "traceparent", "User-Agent"],
                    StringComparer.OrdinalIgnoreCase));
            Assert.Empty(Host.Fixture.Secrets.In(arrived.Text));
        }

        Assert.True(
            Host.Fixture.Secrets.All.Count == 0
                || redirected.Headers.Count + redirected.Query.Count + redirected.Body.Length > 3);
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Requesting), MemberType = typeof(MethodFixtures))]
    public async Task A_failed_first_token_request_leaves_no_connection_and_no_secrets(string method)
    {
        await StartAsync(method);

        ScriptedResponse[] passing = Host.Fixture.Traits.HasFlag(MethodTraits.RetriesTransientFailures)
            ? []
            : [ScriptedResponse.Create(503, ""), ScriptedResponse.ConnectionReset];

        foreach (var fault in passing
            .Concat([Host.Fixture.FinalRefusal, ScriptedResponse.Html, ScriptedResponse.Empty]))
        {
            System.TokenOutage = fault;
            var error = await Assert.ThrowsAsync<ConnectorException>(() => Host.ConnectAsync());
            Assert.True(
                error.Code is ConnectorErrorCode.CredentialRefused or ConnectorErrorCode.Unavailable
                    or ConnectorErrorCode.InvalidResponse,
                $"{error.Code}");
        }

        Assert.Empty(Host.Secrets.Live);
        Assert.Empty(await Host.Engine.Connections.ListAsync(new()).ToListAsync());
        System.TokenOutage = null;
        await AssertAcceptedAsync(Host.Engine.Clients.CreateClient(await Host.ConnectAsync()));
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.Ending), MemberType = typeof(MethodFixtures))]
    public async Task Disconnecting_revokes_obtained_credentials_even_if_the_method_was_removed(string method)
    {
        var (connection, client) = await ConnectAsync(method);
        await AssertAcceptedAsync(client);
        await Host.Engine.PublishAsync(Host.Definition());
        await using var restarted = EngineFixture.Beside(Host.Engine, configure: Host.Fixture.Configure);

        await restarted.Connections.DisconnectAsync(connection.Id);

        Assert.Contains(System.Seen.Single(), System.Ended);
        Assert.Empty(Host.Secrets.Live);
    }

    // The method after an edit by its author: other names, other placements, other URLs.
    private static AuthMethod Edited(AuthMethod method) => method switch
    {
        ApiKeyAuth => ApiKeyAuth.Create(CredentialLocation.Header, "X-Edited"),
        BasicAuth basic => basic with { Username = "edited" },
        DigestAuth digest => digest with { Username = "edited" },
        BearerAuth bearer => bearer with { Scheme = "Edited" },
        OAuth2Auth oauth2 =>
            oauth2 with
            {
                TokenUrl = "http://127.0.0.1:1/token",
                ClientAuthentication = OAuth2ClientAuthentication.None,
            },
        SessionTokenAuth session => session with { Placements = [new() { Name = "X-Edited", Value = "{session}" }] },
        SelfSignedJwtAuth jwt => jwt with { Algorithm = JwtAlgorithm.PS512 },
        HmacSignatureAuth hmac => hmac with { StringToSign = "edited" },
        HttpMessageSignatureAuth signature => signature with { KeyId = "edited", Components = ["@method"] },
        AwsSignatureV4Auth aws => aws with { Region = "edited" },
        OAuth1Auth oauth1 => oauth1 with { SignatureMethod = OAuth1SignatureMethod.Plaintext },
        WsseAuth wsse => wsse with { Header = "X-Edited" },
        CustomAuth custom => custom with { Settings = JsonFragment.Parse("""{"hours":7}""") },
        _ => method with { Title = "edited" },
    };
}

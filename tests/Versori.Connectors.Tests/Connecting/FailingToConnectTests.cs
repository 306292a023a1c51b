namespace Versori.Connectors.Tests.Connecting;

/// <summary>A failure while connecting leaves no connection and no secrets.</summary>
[Trait("Kind", "Race")]
public sealed class FailingToConnectTests : ConnectingTest
{
    private static readonly InvalidOperationException Broken = new("The vault is sealed.");

    [Fact]
    public async Task A_credential_refused_by_the_check_endpoint_leaves_no_connection_and_no_secrets()
    {
        await Engine.PublishAsync(Engine.Definition(methods: new BearerAuth()));

        var exception = await RefusedAsync(
            ConnectorErrorCode.CredentialRefused,
            () => Connections.ConnectAsync(SystemId, "acme", Credential.Bearer("wrong")));

        Assert.Equal("me", exception.Error.Location);
        Assert.Equal(0, Secrets.Writes);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_credential_refused_by_the_token_endpoint_leaves_no_connection_and_no_secrets()
    {
        await Engine.PublishAsync(Engine.Definition());

        var exception = await RefusedAsync(
            ConnectorErrorCode.CredentialRefused,
            () => Connections.ConnectAsync(SystemId, "acme", Credential.OAuth2ClientCredentials("client", "wrong")));

        Assert.Contains("invalid_client", exception.Message);
        Assert.Equal(0, External.ApiRequests);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task An_unreachable_system_leaves_no_connection_and_no_secrets()
    {
        var gone = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        var address = gone.BaseAddress.AbsoluteUri;
        await gone.DisposeAsync();
        await Engine.PublishAsync(Engine.Definition("api", new BearerAuth()) with { BaseUrl = address });
        await Engine.PublishAsync(Engine.Definition("tokens", Engine.ClientCredentials() with { TokenUrl = address }));

        Assert.True(
            (
                await RefusedAsync(
                    ConnectorErrorCode.Unavailable,
                    () =>
                        Connections.ConnectAsync(
                            ConnectorId.Parse("api"), "acme", Credential.Bearer("t")))).Error.IsTransient);
        Assert.True(
            (
                await RefusedAsync(
                    ConnectorErrorCode.Unavailable,
                    () => Connections.ConnectAsync(ConnectorId.Parse("tokens"), "acme", Good))).Error.IsTransient);
        await AssertNothingLeftAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_to_a_hanging_system_times_out(bool tokenEndpointHangs)
    {
        await Engine.PublishAsync(Engine.Definition());
        (tokenEndpointHangs ? External.TokenGate : External.ApiGate).Close();

        var connecting = Connections.ConnectAsync(SystemId, "acme", Good);
        await (tokenEndpointHangs ? External.TokenRequestCounter : External.ApiRequestCounter).WaitForAsync(1);
        Engine.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(connecting.IsCompleted);
        Engine.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("00:00:30", (await RefusedAsync(ConnectorErrorCode.Unavailable, () => connecting)).Message);
        await AssertNothingLeftAsync();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_failing_system_does_not_confirm_a_credential(int status)
    {
        await Engine.PublishAsync(Engine.Definition());
        External.ApiFaults.Enqueue(ScriptedResponse.Create(status, ""));

        Assert.True(
            (
                await RefusedAsync(
                    ConnectorErrorCode.Unavailable,
                    () => Connections.ConnectAsync(SystemId, "acme", Good))).Error.IsTransient);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_taken_name_is_refused_before_any_request_to_the_external_system()
    {
        await Engine.ConnectAsync();
        var (requests, secrets) = (External.TokenRequests, Secrets.Live.Count);

        var exception = await RefusedAsync(
            ConnectorErrorCode.AlreadyExists, () => Connections.ConnectAsync(SystemId, "acme", Good));

        Assert.Equal("name", exception.Error.Location);
        Assert.Equal((requests, secrets), (External.TokenRequests, Secrets.Live.Count));
    }

    [Fact]
    public async Task Of_twenty_concurrent_connects_with_one_name_one_succeeds_and_only_its_secrets_remain()
    {
        await Engine.PublishAsync(Engine.Definition());
        External.ApiGate.Close();

        var racing = Racing.RunAsync(
            20, async _ => await Record.ExceptionAsync(() => Connections.ConnectAsync(SystemId, "acme", Good)));
        await External.ApiRequestCounter.WaitForAsync(20);
        External.ApiGate.Open();
        var outcomes = await racing;

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(
            19,
            outcomes.OfType<ConnectorException>()
                .Count(exception => exception.Code == ConnectorErrorCode.AlreadyExists));
        var winner = Assert.Single(await Connections.ListAsync(new()).ToListAsync());
        Assert.Equal(
            new[] { winner.Snapshot.Secrets!.Value, winner.Tokens[0].Secret }.ToHashSet(),
            Secrets.Live.ToHashSet());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_failing_secret_store_leaves_no_connection_and_no_secrets(int write)
    {
        await Engine.PublishAsync(Engine.Definition());
        Secrets.BeforeWrite = number =>
        {
            if (number == write) throw Broken;
        };

        Assert.Same(Broken, await Record.ExceptionAsync(() => Connections.ConnectAsync(SystemId, "acme", Good)));

        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_failing_connection_store_leaves_no_connection_and_no_secrets()
    {
        await Engine.PublishAsync(Engine.Definition());
        Outage.On = operation =>
        {
            if (operation == "save connection") throw Broken;
        };

        Assert.Same(Broken, await Record.ExceptionAsync(() => Connections.ConnectAsync(SystemId, "acme", Good)));

        await AssertNothingLeftAsync();
    }

    [Theory]
    [InlineData("token")]
    [InlineData("api")]
    [InlineData("secret 1")]
    [InlineData("secret 2")]
    [InlineData("save connection")]
    public async Task Cancelling_while_connecting_leaves_no_connection_and_no_secrets(string where)
    {
        await Engine.PublishAsync(Engine.Definition());
        using var source = new CancellationTokenSource();
        if (where == "token") External.TokenGate.Close();
        if (where == "api") External.ApiGate.Close();
        Secrets.BeforeWrite = number => CancelAt($"secret {number}");
        Outage.On = CancelAt;

        var connecting = Connections.ConnectAsync(
            new() { ConnectorId = SystemId, Name = "acme", Credential = Good }, source.Token);
        if (where == "token") await External.TokenRequestCounter.WaitForAsync(1);
        if (where == "api") await External.ApiRequestCounter.WaitForAsync(1);
        if (where is "token" or "api") await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Outage.On = null;
        await AssertNothingLeftAsync();

        void CancelAt(string operation)
        {
            if (operation == where) source.Cancel();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_saved_connection_is_complete_even_if_the_caller_cancels_or_the_stores_fail_after_the_save(
        bool givesUp)
    {
        await Engine.PublishAsync(Engine.Definition());
        using var source = new CancellationTokenSource();
        Outage.On = operation =>
        {
            if (operation != "saved connection") return;
            if (givesUp) source.Cancel();
            else Outage.Lasts = true;
        };

        var outcome = await Record.ExceptionAsync(
            () =>
                Connections.ConnectAsync(
                    new() { ConnectorId = SystemId, Name = "acme", Credential = Good }, source.Token));
        Outage.Lasts = false;

        Assert.Null(outcome);
        Assert.Single(await Connections.ListAsync(new()).ToListAsync());
        Assert.Equal(2, Secrets.Live.Count);
    }
}

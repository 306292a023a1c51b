namespace Versori.Connectors.Tests.Connecting;

public sealed class InputTests : ConnectingTest
{
    [Fact]
    public async Task All_errors_in_the_inputs_are_reported_together()
    {
        await PublishAsync(
            new() { Name = "store", Description = "The shop's name" },
            new() { Name = "region", AllowedValues = ["eu", "us"] },
            new() { Name = "tenant", Pattern = "[a-z]{3}" },
            new() { Name = "fine", Required = false });

        var exception = await RefusedAsync(
            ConnectorErrorCode.InvalidInput, () =>
                ConnectAsync(("region", "mars"), ("tenant", "ABC"), ("stroe", "x"), ("fine", "y")));

        Assert.Equal(["store", "region", "tenant", "stroe"], exception.Errors.Select(error => error.Location));
        Assert.Contains("The shop's name", exception.Errors[0].Message);
        Assert.Contains("eu, us", exception.Errors[1].Message);
        Assert.Contains("[a-z]{3}", exception.Errors[2].Message);
        Assert.Contains("store, region, tenant, fine", exception.Errors[3].Message);
        await AssertNothingLeftAsync();
    }

    [Theory]
    [InlineData("abcd")]
    [InlineData("abc\n")]
    [InlineData("xabc")]
    public async Task A_pattern_matches_the_whole_value(string value)
    {
        await PublishAsync(new ConnectorInput { Name = "tenant", Pattern = "a|abc" });

        await RefusedAsync(ConnectorErrorCode.InvalidInput, () => ConnectAsync(("tenant", value)));
        Assert.Equal("abc", (await ConnectAsync(("tenant", "abc"))).Snapshot.Inputs["tenant"]);
    }

    [Theory]
    [InlineData("(a+)+", "does not match")]
    [InlineData("(?=a)(a+)+", "too long")]
    public async Task A_pattern_with_excessive_backtracking_is_an_error_and_does_not_hang(
        string pattern, string expected)
    {
        await PublishAsync(new ConnectorInput { Name = "tenant", Pattern = pattern });

        var exception = await RefusedAsync(
            ConnectorErrorCode.InvalidInput, () => ConnectAsync(("tenant", new string('a', 60) + "!")));

        Assert.Contains(expected, exception.Message);
    }

    [Fact]
    public async Task Defaults_replace_missing_and_empty_inputs()
    {
        await PublishAsync(
            new() { Name = "region", Default = "eu" }, new() { Name = "tenant", Default = "main", Required = false });

        var connection = await ConnectAsync(("region", ""));

        Assert.Equal([new("region", "eu"), new("tenant", "main")], connection.Snapshot.Inputs);
    }

    [Theory]
    [InlineData("evil.com/")]
    [InlineData("evil.com#")]
    [InlineData("evil.com?")]
    [InlineData("a@evil.com")]
    [InlineData("evil.com\\")]
    [InlineData("a.b")]
    [InlineData("a b")]
    public async Task An_input_cannot_change_the_host(string value)
    {
        await Engine.PublishAsync(
            Engine.Definition(methods: new BearerAuth()) with
            {
                BaseUrl = "https://{store}.example.com",
                Inputs = [new() { Name = "store" }],
            });

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => ConnectAsync(("store", value)));

        Assert.Contains("store", exception.Message);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Plain_http_from_an_input_is_refused()
    {
        await Engine.PublishAsync(
            Engine.Definition(methods: new BearerAuth()) with
            {
                BaseUrl = "{instance}",
                Inputs = [new() { Name = "instance" }],
            });

        await RefusedAsync(
            ConnectorErrorCode.InsecureTransport, () => ConnectAsync(("instance", "http://example.com")));
        Assert.Equal(
            ["https://example.com"], (await ConnectAsync(("instance", "https://example.com"))).Snapshot.Origins);
    }

    [Fact]
    public async Task A_token_URL_over_plain_http_is_refused()
    {
        await Engine.PublishAsync(
            Engine.Definition(methods: Engine.ClientCredentials() with { TokenUrl = "http://example.com/token" }));

        await RefusedAsync(
            ConnectorErrorCode.InsecureTransport, () => Connections.ConnectAsync(SystemId, "acme", Good));
        await AssertNothingLeftAsync();
    }

    private Task<Connector> PublishAsync(params ConnectorInput[] inputs) =>
        Engine.PublishAsync(Engine.Definition(methods: new BearerAuth()) with { Inputs = inputs });

    private Task<Connection> ConnectAsync(params (string Name, string Value)[] inputs) => Connections.ConnectAsync(new()
    {
        ConnectorId = SystemId,
        Name = "acme",
        Credential = Credential.Bearer("t"),
        Inputs = inputs.ToDictionary(input => input.Name, input => input.Value),
        CheckCredential = false,
    });
}

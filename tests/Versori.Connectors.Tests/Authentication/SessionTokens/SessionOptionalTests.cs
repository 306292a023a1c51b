namespace Versori.Connectors.Tests.Authentication;

/// <summary>Optional values that are not sent if they are missing.</summary>
public sealed class SessionOptionalTests : IAsyncLifetime
{
    private SessionSystem _system = null!;

    public async ValueTask InitializeAsync()
    {
        _system = await SessionSystem.StartAsync();
        _system.IsGood = static _ => true;
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task A_part_that_uses_a_missing_optional_value_is_left_out()
    {
        await ConnectAsync(
            Request() with
            {
                Body = new()
                {
                    Json = JsonFragment.Parse(
                        """{"user":"{username}","org":"{org}","area":"in {area}","site":"{org ?? """
                            + """\"\"}","list":["{org}","{username}"]}"""),
                },
            });

        var login = Assert.Single(_system.Logins);
        Assert.Equal("""{"user":"ada","site":"","list":["ada"]}""", login.Text);
        Assert.Equal("/login?who=ada", login.Target);
        Assert.False(login.Headers.ContainsKey("X-Org"));
    }

    [Fact]
    public async Task A_given_optional_value_is_sent()
    {
        await ConnectAsync(
            Request() with
            {
                Body = new() { Form = new Dictionary<string, string> { ["org"] = "{org}", ["area"] = "{area}" } },
            },
            org: "acme");

        var login = Assert.Single(_system.Logins);
        Assert.Equal("org=acme", login.Text);
        Assert.Equal("/login?who=ada&org=acme", login.Target);
        Assert.Equal("of acme", login.Headers["X-Org"]);
    }

    [Fact]
    public async Task A_missing_extracted_value_is_never_left_out()
    {
        var first = Request() with
        {
            ExtractedValues = [new() { Name = "ticket", Selector = "/ticket", Optional = true }],
        };

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () =>
                ConnectAsync(
                    first,
                    Request() with
                    {
                        Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer {ticket}" },
                    }));

        Assert.Equal("ticket", error.Error.Location);
        Assert.Single(_system.Logins);
    }

    private AuthRequest Request() => new()
    {
        Url = _system.LoginUrl,
        Query = new Dictionary<string, string> { ["who"] = "{username}", ["org"] = "{org}" },
        Headers = new Dictionary<string, string> { ["X-Org"] = "of {org}" },
        ExtractedValues = [new() { Name = "session", Selector = "/data/id" }],
    };

    private async Task ConnectAsync(AuthRequest request, AuthRequest? second = null, string? org = null)
    {
        var method = _system.Method() with
        {
            Fields = [new() { Name = "username" }, new() { Name = "org", Required = false }],
            SignIn = second is null ? [request] : [request, second],
        };
        var connector = await _system.Engine.PublishAsync(
            _system.Engine.Definition("sessions", method) with
            {
                Inputs = [new() { Name = "area", Required = false }],
            });
        var fields = new Dictionary<string, string> { ["username"] = "ada" };
        if (org is not null) fields["org"] = org;
        await _system.Engine.Connections.ConnectAsync(
            new() { ConnectorId = connector.Id, Name = "acme", Credential = Credential.For(method.Id, fields) });
    }
}

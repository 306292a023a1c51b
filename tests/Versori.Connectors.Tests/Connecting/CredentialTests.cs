namespace Versori.Connectors.Tests.Connecting;

public sealed class CredentialTests : ConnectingTest
{
    private static readonly Dictionary<string, string> Taken = new()
    {
        ["none"] = "None",
        ["apiKey"] = "ApiKey",
        ["basic"] = "Basic",
        ["bearer"] = "Bearer",
        ["client"] = "OAuth2ClientCredentials OAuth2Tokens",
        ["code"] = "OAuth2Tokens",
    };

    public static TheoryData<string, string> Matrix => new(
        from method in Taken.Keys
        from kind in new[] { "None", "ApiKey", "Basic", "Bearer", "OAuth2ClientCredentials", "OAuth2Tokens" }
        select (method, kind));

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_method_accepts_only_its_kinds_of_credential_and_the_error_names_them(string method, string kind)
    {
        await Engine.PublishAsync(Engine.Definition(methods: Method(method)));
        var request = Request(Credentials(kind));

        if (Taken[method].Split(' ').Contains(kind))
        {
            Assert.Equal(Method(method), Assert.Single((await Connections.ConnectAsync(request)).Snapshot.Methods));
            return;
        }

        var exception = await RefusedAsync(
            ConnectorErrorCode.InvalidCredential, () => Connections.ConnectAsync(request));
        Assert.Contains(kind, exception.Message);
        Assert.Contains($"it takes {Method(method).Id} (", exception.Message);
        Assert.Contains($"use {nameof(Credential)}.", exception.Message);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task The_error_says_how_each_method_gets_its_credential()
    {
        var signIn = new OAuth2Auth
        {
            Id = "oauth",
            Grant = OAuth2Grant.AuthorizationCode,
            AuthorizationUrl = "https://auth.example/authorize",
            TokenUrl = "https://auth.example/token",
        };
        var apiKey = ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key") with { Id = "token" };
        await Engine.PublishAsync(Engine.Definition(methods: [signIn, apiKey]));

        var exception = await RefusedAsync(
            ConnectorErrorCode.InvalidCredential, () => Connections.ConnectAsync(Request(Credential.Bearer("t"))));

        Assert.Contains("With 'oauth' a person signs in: ISignIns.BeginAsync.", exception.Message);
        Assert.EndsWith("For 'token' use Credential.ApiKey.", exception.Message);
    }

    [Fact]
    public async Task A_connector_without_methods_accepts_only_Credential_None()
    {
        await Engine.PublishAsync(Engine.Definition() with { AuthMethods = [] });

        await RefusedAsync(
            ConnectorErrorCode.InvalidCredential, () => Connections.ConnectAsync(Request(Credential.Bearer("t"))));

        Assert.IsType<NoAuth>(
            Assert.Single((await Connections.ConnectAsync(Request(Credential.None))).Snapshot.Methods));
    }

    [Fact]
    public async Task Several_methods_for_one_kind_are_distinguished_by_id()
    {
        await Engine.PublishAsync(
            Engine.Definition(methods: [new BearerAuth { Id = "one" }, new BearerAuth { Id = "two" }, new NoAuth()]));

        var exception = await RefusedAsync(
            ConnectorErrorCode.InvalidCredential, () => Connections.ConnectAsync(Request(Credential.Bearer("t"))));
        Assert.Contains("one (Bearer), two (Bearer)", exception.Message);
        exception = await RefusedAsync(
            ConnectorErrorCode.InvalidCredential,
            () => Connections.ConnectAsync(Request(Credential.Bearer("t").WithMethod("three"))));
        Assert.Contains("one (Bearer), two (Bearer), none (No)", exception.Message);
        await RefusedAsync(
            ConnectorErrorCode.InvalidCredential,
            () => Connections.ConnectAsync(Request(Credential.Bearer("t").WithMethod("none"))));

        var connection = await Connections.ConnectAsync(Request(Credential.Bearer("t").WithMethod("two")));
        Assert.Equal("two", Assert.Single(connection.Snapshot.Methods).Id);
    }

    [Fact]
    public async Task Missing_unknown_and_empty_fields_are_reported_together()
    {
        var method = new ApiKeyAuth
        {
            Fields = [new() { Name = "app" }, new() { Name = "key" }, new() { Name = "region", Required = false }],
            Placements = [new() { Name = "X-Key", Value = "{app}:{key}:{region ?? \"eu\"}" }],
        };
        await Engine.PublishAsync(Engine.Definition(methods: method));
        var credential = Credential.For("apiKey", new Dictionary<string, string> { ["key"] = "", ["kee"] = "s3cret" });

        var exception = await RefusedAsync(
            ConnectorErrorCode.InvalidCredential, () => Connections.ConnectAsync(Request(credential)));

        Assert.Equal(["app", "kee", "key"], exception.Errors.Select(error => error.Location));
        Assert.DoesNotContain("s3cret", exception.ToString());
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_credential_that_would_break_a_header_is_refused_without_showing_it()
    {
        await Engine.PublishAsync(Engine.Definition(methods: new BearerAuth()));

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => Connections.ConnectAsync(Request(Credential.Bearer("s3cret\r\nX-Evil: 1"))));

        Assert.DoesNotContain("s3cret", exception.ToString());
        await AssertNothingLeftAsync();
    }

    [Theory]
    [InlineData("a:b", "password", "username")]
    [InlineData("ada", "pass\nword", "password")]
    public async Task A_basic_credential_that_cannot_be_encoded_names_the_field(
        string username, string password, string field)
    {
        await Engine.PublishAsync(Engine.Definition(methods: new BasicAuth()));

        var exception = await RefusedAsync(
            ConnectorErrorCode.InvalidCredential,
            () => Connections.ConnectAsync(Request(Credential.Basic(username, password))));

        Assert.Equal(field, exception.Error.Location);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task A_basic_method_with_a_fixed_part_needs_only_the_other_part()
    {
        await Engine.PublishAsync(Engine.Definition(methods: new BasicAuth { Password = "x" }));
        External.AcceptBasic("key", "x");

        var connection = await Connections.ConnectAsync(
            SystemId, "acme", Credential.For("basic", new Dictionary<string, string> { ["username"] = "key" }));

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check!.Outcome);
    }

    private static ConnectRequest Request(Credential credential) =>
        new() { ConnectorId = SystemId, Name = "acme", Credential = credential, CheckCredential = false };

    private AuthMethod Method(string name) => name switch
    {
        "none" => new NoAuth(),
        "apiKey" => ApiKeyAuth.Create(CredentialLocation.Header, "X-Api-Key"),
        "basic" => new BasicAuth(),
        "bearer" => new BearerAuth(),
        "client" => Engine.ClientCredentials(),
        _ => Engine.ClientCredentials() with { Grant = OAuth2Grant.AuthorizationCode },
    };

    private Credential Credentials(string kind) => kind switch
    {
        "None" => Credential.None,
        "ApiKey" => Credential.ApiKey("key"),
        "Basic" => Credential.Basic("ada", "lovelace"),
        "Bearer" => Credential.Bearer("token"),
        "OAuth2ClientCredentials" => Good,
        _ => Credential.OAuth2Tokens("access", "refresh"),
    };
}

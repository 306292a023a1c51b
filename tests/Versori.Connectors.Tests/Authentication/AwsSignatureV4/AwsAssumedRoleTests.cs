using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.AwsSignatureV4;

/// <summary>A role that is assumed before the first call and has its own expiry.</summary>
public sealed class AwsAssumedRoleTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;
    private LoopbackServer _sts = null!;
    private string? _failure;
    private int _status = 403;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _engine.System.ApiOutage = ScriptedResponse.Create(200, "{}");
        _sts = await LoopbackServer.StartAsync(RespondAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _sts.DisposeAsync();
    }

    [Fact]
    public async Task Calls_are_signed_with_a_temporary_key_that_is_replaced_before_it_expires()
    {
        var connection = await ConnectAsync(Method());
        var client = _engine.Clients.CreateClient(connection);
        (await client.GetAsync("me", TestContext.Current.CancellationToken)).Dispose();

        var request = Assert.Single(_sts.Requests);
        Assert.Equal(
            ("AssumeRole", "arn:aws:iam::1:role/r", "integration", "x1", "1800"),
            (
                request.Parameters["Action"], request.Parameters["RoleArn"], request.Parameters["RoleSessionName"],
                request.Parameters["ExternalId"], request.Parameters["DurationSeconds"]));
        Assert.Contains("Credential=AKOWN/20260301/eu-west-1/sts/", request.Authorization, StringComparison.Ordinal);
        var call = _engine.System.RecordedApiRequests[^1];
        Assert.Contains(
            "Credential=AKROLE1/20260301/eu-west-1/execute-api/", call.Headers["Authorization"],
            StringComparison.Ordinal);
        Assert.Equal("token-1", call.Headers["X-Amz-Security-Token"]);
        Assert.Equal(_engine.Time.GetUtcNow().AddMinutes(30), connection.Tokens[0].ExpiresAt);

        _engine.Time.Advance(TimeSpan.FromMinutes(31));
        (await client.GetAsync("me", TestContext.Current.CancellationToken)).Dispose();

        Assert.Equal(2, _sts.Requests.Count);
        Assert.Contains("Credential=AKOWN/", _sts.Requests[^1].Authorization, StringComparison.Ordinal);
        Assert.Equal("token-2", _engine.System.RecordedApiRequests[^1].Headers["X-Amz-Security-Token"]);
    }

    [Theory]
    [InlineData("<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>", 403,
        ConnectorErrorCode.CredentialRefused)]
    [InlineData("<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>", 400,
        ConnectorErrorCode.Unavailable)]
    [InlineData("<AssumeRoleResponse/>", 200, ConnectorErrorCode.InvalidResponse)]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'a'>]><x>&a;</x>", 200, ConnectorErrorCode.InvalidResponse)]
    [InlineData("{}", 200, ConnectorErrorCode.InvalidResponse)]
    public async Task A_role_that_cannot_be_assumed_is_a_typed_error(
        string response, int status, ConnectorErrorCode code)
    {
        (_failure, _status) = (response, status);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => ConnectAsync(Method()));

        Assert.Equal(code, error.Code);
        Assert.DoesNotContain("SKOWN", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(await _engine.Connections.ListAsync(new()).ToListAsync());
    }

    [Fact]
    public void A_duration_not_allowed_by_aws_is_refused()
    {
        var method = Method() with { AssumedRole = Method().AssumedRole! with { Duration = TimeSpan.FromMinutes(5) } };

        var problem = Assert.Single(_engine.Catalog.Validate(Definition(method)));

        Assert.Equal("/authMethods/0/assumedRole/duration", problem.Location);
    }

    private AwsSignatureV4Auth Method() => new()
    {
        Region = "eu-west-1",
        Service = "execute-api",
        AssumedRole = new()
        {
            RoleArn = "{roleArn}",
            SessionName = "integration",
            ExternalId = "x1",
            Duration = TimeSpan.FromMinutes(30),
            Url = _sts.BaseAddress.AbsoluteUri,
        },
    };

    private ConnectorDefinition Definition(AuthMethod method) =>
        _engine.Definition(methods: method) with { Inputs = [new() { Name = "roleArn" }] };

    private async Task<Connection> ConnectAsync(AwsSignatureV4Auth method)
    {
        var connector = await _engine.PublishAsync(Definition(method));
        return await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Inputs = new Dictionary<string, string> { ["roleArn"] = "arn:aws:iam::1:role/r" },
            Credential = Credential.For(method.Id, new Dictionary<string, string>
            {
                ["accessKeyId"] = "AKOWN",
                ["secretAccessKey"] = "SKOWN",
            }),
            CheckCredential = false,
        });
    }

    private Task RespondAsync(HttpContext context)
    {
        var number = _sts.Requests.Count;
        var expiration = _engine.Time.GetUtcNow().AddMinutes(30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        context.Response.StatusCode = _failure is null ? 200 : _status;
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync(_failure ?? $"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>AKROLE{number}</AccessKeyId><SecretAccessKey>SKROLE{number}</SecretAccessKey>
            <SessionToken>token-{number}</SessionToken><Expiration>{expiration}</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """);
    }
}

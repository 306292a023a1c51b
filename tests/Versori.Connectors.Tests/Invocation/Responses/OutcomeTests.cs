using System.Text.Json.Serialization;

namespace Versori.Connectors.Tests.Invocation.Responses;

/// <summary>What responses mean: rules of the connector, problem details, scopes, schemas.</summary>
public sealed partial class OutcomeTests : CallingTest
{
    private static readonly ResponseRule NotOk = new()
    {
        Status = "200",
        Pointer = "/ok",
        Values = ["false"],
        Outcome = ResponseOutcome.Failed,
        MessagePointer = "/error/text",
    };

    [Fact]
    public async Task A_rule_turns_a_200_into_a_failure_with_the_systems_message()
    {
        RespondWith(200, """{"ok":false,"error":{"text":"no\n such s3cr3t-value"}}""");
        var connection = await ConnectAsync(change: definition => definition with { ResponseRules = [NotOk] });

        var result = await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation);

        Assert.False(result.IsSuccess);
        Assert.Equal((200, ResponseOutcome.Failed), (result.StatusCode, result.Outcome));
        Assert.Equal("no such [redacted]", result.Problem!.Message);
        Assert.Equal(ConnectorErrorCode.CallFailed, result.Error!.Code);
        Assert.Equal("no such [redacted]", result.Error.ServerMessage);
        Assert.Equal(
            ConnectorErrorCode.CallFailed,
            Assert.Throws<ConnectorException>(() => result.EnsureSuccess()).Error.Code);
    }

    [Theory]
    [InlineData("""{"message":"no such item"}""", "no such item")]
    [InlineData("""{"error":{"code":404,"message":"no such item"}}""", "no such item")]
    [InlineData("""{"error":"not_found","error_description":"no such item"}""", "no such item")]
    [InlineData("""{"error":"not_found"}""", "not_found")]
    [InlineData("""{"errors":[{"title":"Not found","detail":"no such item"}]}""", "no such item")]
    [InlineData("""{"errors":["no such item"]}""", "no such item")]
    [InlineData("""[{"message":"no such item","errorCode":"NOT_FOUND"}]""", "no such item")]
    [InlineData("""{"message":"no s3cr3t-value here"}""", "no [redacted] here")]
    [InlineData("""{"message":7,"error":null}""", null)]
    [InlineData("""{"message":"\ud800 no"}""", null)]
    [InlineData("""["no such item"]""", null)]
    [InlineData("no such item", null)]
    public async Task A_failure_without_a_rule_states_the_message_at_the_usual_places(string body, string? message)
    {
        RespondWith(404, body);
        var connection = await ConnectAsync();

        var result = await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation);

        Assert.Equal((ResponseOutcome.Failed, message), (result.Outcome, result.Error!.ServerMessage));
        if (message is not null) Assert.Contains($"\"{message}\"", result.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ok":true}""", ResponseOutcome.Succeeded)]
    [InlineData("""{"ok":"false"}""", ResponseOutcome.Failed)]
    [InlineData("""[]""", ResponseOutcome.Succeeded)]
    [InlineData("""not json""", ResponseOutcome.Succeeded)]
    [InlineData("", ResponseOutcome.Succeeded)]
    [InlineData("""{"code":7}""", ResponseOutcome.Retry)]
    [InlineData("""{"code":0}""", ResponseOutcome.Succeeded)]
    [InlineData("""{"limit":null}""", ResponseOutcome.Succeeded)]
    [InlineData("""{"limit":"any"}""", ResponseOutcome.Limited)]
    [InlineData("""{"auth":["x"]}""", ResponseOutcome.Reauthorize)]
    [InlineData("""{"items":0}""", ResponseOutcome.Empty)]
    public async Task The_first_rule_that_applies_decides(string body, ResponseOutcome outcome)
    {
        RespondWith(200, body);
        var connection = await ConnectAsync(
            new()
            {
                Id = "call",
                Method = "GET",
                Path = "/call",
                ResponseRules = [new() { Pointer = "/items", Values = ["0"], Outcome = ResponseOutcome.Empty }],
            },
            definition => definition with
            {
                ResponseRules =
                [
                    NotOk,
                    new() { Status = "2XX", Pointer = "/code", ExceptValues = ["0"], Outcome = ResponseOutcome.Retry },
                    new() { Status = "default", Pointer = "/limit", Outcome = ResponseOutcome.Limited },
                    new() { Pointer = "/auth/0", Values = ["x"], Outcome = ResponseOutcome.Reauthorize },
                    new() { Pointer = "/items", Values = ["0"], Outcome = ResponseOutcome.Failed },
                ],
            });

        Assert.Equal(
            outcome,
            (await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation)).Outcome);
    }

    [Fact]
    public async Task A_rule_can_make_a_status_of_failure_empty()
    {
        RespondWith(404, "{}");
        var connection = await ConnectAsync(change: definition => definition with
        {
            ResponseRules = [new() { Status = "404", Outcome = ResponseOutcome.Empty }],
        });

        Assert.True((await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation)).IsSuccess);
        Assert.Null(await Invoker.InvokeAsync(
            new EndpointCall(connection.Id, "call"), ItemContext.Default.Item, Cancellation));
    }

    [Theory]
    [InlineData(429, ResponseOutcome.Limited, true)]
    [InlineData(503, ResponseOutcome.Retry, true)]
    [InlineData(500, ResponseOutcome.Failed, false)]
    [InlineData(404, ResponseOutcome.Failed, false)]
    public async Task Without_a_rule_the_status_decides(int status, ResponseOutcome outcome, bool isTransient)
    {
        Respond = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        };
        var connection = await ConnectAsync();

        var result = await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation);

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal((isTransient, TimeSpan.FromSeconds(7)), (result.Error!.IsTransient, result.Error.RetryAfter));
    }

    [Fact]
    public async Task Problem_details_are_read()
    {
        RespondWith(
            422,
            """
            {"type":"https://e.example/t","title":"T","status":422,"detail":"D","instance":"/i","errors":[1]}
            """,
            "application/problem+json; charset=utf-8");
        var connection = await ConnectAsync();

        var problem = (await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation)).Problem!;

        Assert.Equal(("https://e.example/t", "T", 422), (problem.Type, problem.Title, problem.Status));
        Assert.Equal(("D", "/i", "D"), (problem.Detail, problem.Instance, problem.Message));
        Assert.Equal(1, problem.Content!.Root.GetProperty("errors")[0].GetInt32());
    }

    [Theory]
    [InlineData("Bearer error=\"insufficient_scope\", scope=\"orders:read orders:write\"", "orders:read,orders:write")]
    [InlineData("Bearer error=\"insufficient_scope\"", "")]
    [InlineData("Bearer realm=\"a\"", "")]
    public async Task A_403_names_the_scopes_that_the_system_states(string challenge, string scopes)
    {
        Respond = context =>
        {
            context.Response.StatusCode = 403;
            context.Response.Headers.WWWAuthenticate = challenge;
            return Task.CompletedTask;
        };
        var connection = await ConnectAsync();

        var result = await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation);

        Assert.Equal(scopes, string.Join(',', result.MissingScopes));
        Assert.Equal(result.MissingScopes, result.Error!.Related);
    }

    [Theory]
    [InlineData("read", null)]
    [InlineData("read write", "read")]
    public async Task A_403_names_the_scopes_that_the_endpoint_needs_and_the_token_lacks(
        string requested, string? granted)
    {
        RespondWith(403, "{}");
        Engine.System.TransformTokenResponse = response =>
        {
            if (granted is null) response.Remove("scope");
            else response["scope"] = granted;
        };
        var method = Engine.ClientCredentials() with { Scopes = requested.Split(' ') };
        await Engine.PublishAsync(Engine.Definition(methods: method) with
        {
            BaseUrl = Address,
            Endpoints =
            [
                new()
                {
                    Id = "call",
                    Method = "GET",
                    Path = "/call",
                    AuthAlternatives = [new() { Methods = ["oauth2"], Scopes = ["read", "write"] }],
                },
            ],
        });
        var connection = await Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            Name = "acme",
            Credential = Credential.OAuth2ClientCredentials(Engine.System.ClientId, Engine.System.ClientSecret),
            CheckCredential = false,
        });

        var result = await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation);

        Assert.Equal(["write"], result.MissingScopes);
        Assert.Contains("write", result.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "application/json", "200 A")]
    [InlineData(200, "application/xml", "200 B")]
    [InlineData(200, "application/hal+json", "200 A")]
    [InlineData(200, "image/png", "200 -")]
    [InlineData(201, "application/json", "2XX C")]
    [InlineData(404, "application/json", "default D")]
    public async Task The_schema_of_the_response_is_that_of_its_status_and_media_type(
        int status, string contentType, string declared)
    {
        static JsonSchema Schema(string title) => JsonSchema.Parse($$"""{"title":"{{title}}"}""");
        RespondWith(status, "{}", contentType);
        var connection = await ConnectAsync(new()
        {
            Id = "call",
            Method = "GET",
            Path = "/call",
            Responses =
            [
                new() { Status = "default", ContentType = "application/json", Schema = Schema("D") },
                new() { Status = "2XX", ContentType = "application/json", Schema = Schema("C") },
                new()
                {
                    Status = "200",
                    ContentType = "application/json",
                    Schema = Schema("A"),
                    Alternatives = [new() { ContentType = "application/xml", Schema = Schema("B") }],
                },
            ],
        });

        var response = (await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation)).Declared!;

        var title = response.Schema?.Root.GetProperty("title").GetString() ?? "-";
        Assert.Equal(declared, $"{response.Status} {title}");
    }

    [Fact]
    public async Task A_typed_call_returns_the_value_or_throws()
    {
        RespondWith(200, """{"id":7}""");
        var connection = await ConnectAsync();
        var call = new EndpointCall(connection.Id, "call");

        Assert.Equal(7, (await Invoker.InvokeAsync(call, ItemContext.Default.Item, Cancellation))!.Id);

        RespondWith(200, """{"id":"x"}""");
        Assert.Equal(
            ConnectorErrorCode.InvalidResponse,
            (await Assert.ThrowsAsync<ConnectorException>(
                () => Invoker.InvokeAsync(call, ItemContext.Default.Item, Cancellation))).Error.Code);

        RespondWith(500, "{}");
        Assert.Equal(
            ConnectorErrorCode.CallFailed,
            (await Assert.ThrowsAsync<ConnectorException>(
                () => Invoker.InvokeAsync(call, ItemContext.Default.Item, Cancellation))).Error.Code);
    }

    [Fact]
    public async Task Xml_is_read_without_entities()
    {
        RespondWith(200, "<a><b>1</b></a>", "application/xml");
        var connection = await ConnectAsync();
        var result = await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation);
        Assert.Equal("1", result.ReadXml().Root!.Element("b")!.Value);

        RespondWith(200, "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "application/xml");
        result = await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation);
        Assert.Equal(
            ConnectorErrorCode.InvalidResponse,
            Assert.Throws<ConnectorException>(() => result.ReadXml()).Error.Code);
    }

    [Fact]
    public void Arguments_can_be_an_object_whose_json_is_generated() =>
        Assert.Equal(7, EndpointArguments.From(new Item(7), ItemContext.Default.Item)["id"]);

    internal sealed record Item(int Id);

    [JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Item))]
    internal sealed partial class ItemContext : JsonSerializerContext;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Invocation.Responses;

namespace Versori.Connectors.Tests.Invocation.Protocols;

/// <summary>GraphQL operations over the wire: requests, results, errors, partial data.</summary>
public sealed partial class GraphQLCallTests : CallingTest
{
    private const string Query =
        "query Issues($first: Int = 10, $after: String, $team: ID!) "
        + "{ issues(first: $first, after: $after, team: $team) { nodes { id } } }";

    private string _body = "";
    private string _headers = "";

    [Fact]
    public async Task The_operation_and_its_variables_are_sent_as_json()
    {
        Receive(200, """{"data":{"issues":{"nodes":[{"id":7}]}}}""");
        var connection = await ConnectAsync(Endpoint());

        var page = await Invoker.InvokeAsync(
            new EndpointCall(connection.Id, "call") { Arguments = new() { ["team"] = "t", ["first"] = 5 } },
            IssueContext.Default.IssuePage,
            Cancellation);

        using var sent = JsonDocument.Parse(_body);
        Assert.Equal(Query, sent.RootElement.GetProperty("query").GetString());
        Assert.Equal("Issues", sent.RootElement.GetProperty("operationName").GetString());
        Assert.Equal("t", sent.RootElement.GetProperty("variables").GetProperty("team").GetString());
        Assert.Equal(5, sent.RootElement.GetProperty("variables").GetProperty("first").GetInt32());
        Assert.Equal(
            "POST application/json application/graphql-response+json, application/json;q=0.9", _headers);
        Assert.Equal(7, page!.Nodes.Single().Id);
    }

    [Fact]
    public async Task An_operation_without_variables_is_sent_without_arguments()
    {
        Receive(200, """{"data":{"me":{"id":1}}}""");
        var connection = await ConnectAsync(Endpoint("{ me { id } }", null, null));

        var result = await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation);

        Assert.True(result.IsSuccess);
        Assert.Equal("""{"query":"{ me { id } }"}""", _body);
    }

    [Theory]
    [InlineData("""{"first":1}""", "team")]
    [InlineData("""{"team":"t","first":"x"}""", "first")]
    [InlineData("""{"team":"t","other":1}""", "other")]
    [InlineData("""{"team":true}""", "team")]
    public async Task Variables_are_checked_before_anything_is_sent(string arguments, string place)
    {
        Receive(200, "{}");
        var connection = await ConnectAsync(Endpoint());

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Invoker.InvokeAsync(
            connection.Id, "call", EndpointArguments.FromJson((JsonObject)JsonNode.Parse(arguments)!), Cancellation));

        Assert.Equal((ConnectorErrorCode.InvalidArgument, place), (exception.Error.Code, exception.Error.Location));
        Assert.Equal("", _body);
    }

    [Fact]
    public async Task A_null_variable_in_the_body_is_sent_as_null()
    {
        Receive(200, """{"data":{"issues":{}}}""");
        var connection = await ConnectAsync(Endpoint());

        await Invoker.InvokeAsync(
            connection.Id,
            "call",
            new EndpointArguments
            {
                ["body"] = JsonNode.Parse("""{"team":"t","after":null}"""),
            },
            Cancellation);

        Assert.Contains("\"after\":null", _body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"errors":[{"message":"no"}]}""", ResponseOutcome.Failed)]
    [InlineData(200, """{"errors":[{"message":"no"}],"data":null}""", ResponseOutcome.Failed)]
    [InlineData(200, """{"errors":[{"message":"no"}],"data":{"issues":null}}""", ResponseOutcome.Failed)]
    [InlineData(200, """{"errors":[],"data":{"issues":null}}""", ResponseOutcome.Succeeded)]
    [InlineData(200, """{"errors":[{"message":"no","extensions":{"code":"RATE_LIMITED"}}]}""", ResponseOutcome.Limited)]
    [InlineData(200, """{"errors":[{"extensions":{"code":"UNAUTHENTICATED"}}]}""", ResponseOutcome.Reauthorize)]
    [InlineData(400, """{"errors":[{"message":"no"}]}""", ResponseOutcome.Failed)]
    [InlineData(503, """{"errors":[{"message":"no"}]}""", ResponseOutcome.Retry)]
    [InlineData(500, """{"data":{"issues":{}}}""", ResponseOutcome.Failed)]
    [InlineData(200, """{"errors":[1,{"message":7},null,{"path":[{}],"extensions":[]}]}""", ResponseOutcome.Failed)]
    public async Task Errors_decide_the_outcome(int status, string body, ResponseOutcome outcome)
    {
        Receive(status, body);
        var connection = await ConnectAsync(Endpoint());

        Assert.Equal(outcome, (await CallAsync(connection)).Outcome);
    }

    [Fact]
    public async Task Errors_have_message_code_and_place()
    {
        Receive(
            200,
            """
            {"errors":[{"message":"no\ns3cr3t-value","path":["issues",0,"a/b"],"extensions":{"code":"FORBIDDEN"}}]}
            """);
        var connection = await ConnectAsync(Endpoint());

        var result = await CallAsync(connection);

        Assert.Equal(("no [redacted]", "FORBIDDEN"), (result.Problem!.Message, result.Problem.Code));
        var error = Assert.Single(result.Problem.Errors);
        Assert.Equal(("/data/issues/0/a~1b", "FORBIDDEN"), (error.Pointer, error.Code));
        Assert.Equal("no [redacted]", result.Error!.ServerMessage);
    }

    [Fact]
    public async Task Partial_data_is_a_result_with_its_problem()
    {
        Receive(200, """{"data":{"issues":{"nodes":[{"id":7}]}},"errors":[{"message":"one is hidden"}]}""");
        var connection = await ConnectAsync(Endpoint());

        var result = await CallAsync(connection);

        Assert.True(result.IsSuccess);
        Assert.Equal("one is hidden", result.Problem!.Message);
    }

    [Fact]
    public async Task A_rule_makes_partial_data_a_failure()
    {
        Receive(200, """{"data":{"issues":{}},"errors":[{"message":"one is hidden"}]}""");
        var connection = await ConnectAsync(Endpoint() with
        {
            ResponseRules = [new() { Pointer = "/errors/0", Outcome = ResponseOutcome.Failed }],
        });

        var result = await CallAsync(connection);

        Assert.Equal((ResponseOutcome.Failed, "one is hidden"), (result.Outcome, result.Problem!.Message));
    }

    [Theory]
    [InlineData("text/html", "<p>hello</p>", "text/html")]
    [InlineData("multipart/mixed; boundary=\"-\"", "---\r\n\r\n{}\r\n-----", "@defer")]
    [InlineData("text/event-stream", "data: {}\n\n", "@stream")]
    [InlineData("application/json", "[]", "JSON object")]
    [InlineData("application/json", "{", "JSON object")]
    [InlineData("application/json", "", "JSON object")]
    [InlineData("application/json", "{\"ok\":true}", "neither")]
    public async Task A_response_that_is_not_graphql_is_a_typed_error(string type, string body, string message)
    {
        Receive(200, body, type);
        var connection = await ConnectAsync(Endpoint());

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => CallAsync(connection));

        Assert.Equal(ConnectorErrorCode.InvalidResponse, exception.Error.Code);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_with_another_media_type_is_judged_by_its_status()
    {
        Receive(502, "<p>bad gateway</p>", "text/html");
        var connection = await ConnectAsync(Endpoint());

        Assert.Equal(ResponseOutcome.Retry, (await CallAsync(connection)).Outcome);
    }

    private static ConnectorEndpoint Endpoint(
        string document = Query, string? name = "Issues", string? result = "/data/issues") => new()
        {
            Id = "call",
            Method = "POST",
            Path = "/graphql",
            GraphQL = new() { Document = document, OperationName = name, Result = result },
        };

    private Task<InvocationResult> CallAsync(Connection connection) =>
        Invoker.InvokeAsync(connection.Id, "call", new EndpointArguments { ["team"] = "t" }, Cancellation);

    private void Receive(int status, string body, string type = "application/graphql-response+json") =>
        Respond = async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _body = await reader.ReadToEndAsync(context.RequestAborted);
            _headers = $"{context.Request.Method} {context.Request.ContentType} {context.Request.Headers.Accept}";
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            await context.Response.WriteAsync(body, context.RequestAborted);
        };

    internal sealed record IssueNode(int Id);

    internal sealed record IssuePage(IReadOnlyList<IssueNode> Nodes);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(IssuePage))]
    internal sealed partial class IssueContext : JsonSerializerContext;
}

using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OllamaSharp;
using OpenAI;

namespace Versori.Connectors.Generation.Tests;

/// <summary>Plans with real clients against a server on loopback that speaks their protocols.</summary>
public sealed class ModelWireTests : IAsyncLifetime
{
    private const string Answer = """{"connectors":{"shop":[{"id":"customers/list","why":"names"}]}}""";

    private readonly List<JsonNode> _requests = [];
    private WebApplication _server = null!;
    private bool _refusesFunctions;

    private Uri Address => new(_server.Urls.First());

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapPost("/v1/chat/completions", async context => await RespondAsync(context, OpenAI));
        _server.MapPost("/v1/embeddings", async context => await RespondAsync(context, Embeddings));
        _server.MapPost("/api/chat", async context => await RespondAsync(context, Ollama));
        await _server.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_plan_is_made_with_the_OpenAI_client_and_its_function_calls()
    {
        using var chat = Client().GetChatClient("m").AsIChatClient();

        var plan = await ConnectorGenerator.Create(chat).PlanAsync("List orders", [ModelDocuments.Shop()]);

        AssertPlanned(plan);
        Assert.Equal("function", (string?)_requests[0]["tools"]![0]!["type"]);
        var results = _requests[1]["messages"]!.AsArray().Where(message => (string?)message!["role"] == "tool").ToList();
        Assert.Equal(["call_1", "call_2"], results.Select(result => (string?)result!["tool_call_id"]));
        Assert.Contains("customers/list | GET /customers", (string?)results[0]!["content"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_made_with_the_Ollama_client_and_its_function_calls()
    {
        using var chat = new OllamaApiClient(Address, "m");

        var plan = await ConnectorGenerator.Create(chat).PlanAsync("List orders", [ModelDocuments.Shop()]);

        AssertPlanned(plan);
        Assert.Equal(6, _requests[0]["tools"]!.AsArray().Count);
        var results = _requests[1]["messages"]!.AsArray().Where(message => (string?)message!["role"] == "tool").ToList();
        Assert.Contains("customers/list | GET /customers", (string?)results[0]!["content"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_Ollama_without_functions_calls_them_in_its_text()
    {
        _refusesFunctions = true;
        using var chat = new OllamaApiClient(Address, "m");

        var plan = await ConnectorGenerator.Create(chat).PlanAsync("List orders", [ModelDocuments.Shop()]);

        Assert.Equal(["customers/list"], plan.Connectors[0].Endpoints);
        Assert.Equal((3, 1), (plan.Model!.Turns, plan.Model.ToolCalls));
        Assert.Contains(
            "customers/list | GET /customers",
            (string?)_requests[2]["messages"]!.AsArray()[^1]!["content"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_are_ranked_with_the_embeddings_of_the_OpenAI_client()
    {
        var embeddings = Client().GetEmbeddingClient("e").AsIEmbeddingGenerator();

        var plan = await ConnectorGenerator.Create(embeddings: embeddings)
            .PlanAsync("Kundschaft anzeigen", [ModelDocuments.Shop()]);

        var connector = plan.Connectors[0];
        Assert.Empty(plan.Warnings);
        Assert.Equal("customers/list", connector.Choices.Concat(connector.Suggestions).First().EndpointId);
    }

    [Fact]
    public async Task An_error_of_the_service_leaves_the_plan_by_words_and_its_key_unknown()
    {
        using var chat = new OpenAIClient(
            new ApiKeyCredential("canary-key"),
            new OpenAIClientOptions { Endpoint = new(Address, "/missing/canary"), RetryPolicy = new ClientRetryPolicy(0) })
            .GetChatClient("m").AsIChatClient();

        var plan = await ConnectorGenerator.Create(chat).PlanAsync("List orders", [ModelDocuments.Shop()]);

        Assert.Equal(["orders/list"], plan.Connectors[0].Endpoints);
        Assert.Equal(PlanModelOutcome.Unused, plan.Model!.Outcome);
        Assert.Contains("ClientResultException", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "canary",
            JsonSerializer.Serialize(plan, Serialization.ConnectorJson.Options),
            StringComparison.Ordinal);
    }

    private static void AssertPlanned(IntegrationPlan plan)
    {
        Assert.Equal(["customers/list"], plan.Connectors[0].Endpoints);
        Assert.Equal(PlanModelOutcome.Complete, plan.Model!.Outcome);
        Assert.Equal((2, 2), (plan.Model.Turns, plan.Model.ToolCalls));
        Assert.Equal((700, 40), (plan.Model.InputTokens, plan.Model.OutputTokens));
        Assert.False(plan.Model.TokensAreEstimated);
    }

    private OpenAIClient Client() => new(
        new ApiKeyCredential("unused"),
        new OpenAIClientOptions { Endpoint = new(Address, "/v1"), RetryPolicy = new ClientRetryPolicy(0) });

    private async Task RespondAsync(HttpContext context, Func<JsonNode, bool, (int Status, JsonNode Body)> respond)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        _requests.Add(request);
        var isFirst = request["messages"]?.AsArray().Any(message => (string?)message!["role"] is "tool" or "assistant") != true;
        var (status, body) = respond(request, isFirst);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString());
    }

    private (int Status, JsonNode Body) OpenAI(JsonNode request, bool isFirst)
    {
        JsonObject message = isFirst
            ? new()
            {
                ["role"] = "assistant",
                ["content"] = null,
                ["tool_calls"] = new JsonArray(
                    OpenAICall("call_1", "search_endpoints", """{"connector":"shop","query":"list customers"}"""),
                    OpenAICall("call_2", "read_endpoint", """{"connector":"shop","endpoint":"customers/list"}""")),
            }
            : new() { ["role"] = "assistant", ["content"] = Answer };
        return (200, new JsonObject
        {
            ["id"] = "1",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = "m",
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["finish_reason"] = isFirst ? "tool_calls" : "stop",
                ["message"] = message,
            }),
            ["usage"] = new JsonObject
            {
                ["prompt_tokens"] = isFirst ? 300 : 400,
                ["completion_tokens"] = 20,
                ["total_tokens"] = isFirst ? 320 : 420,
            },
        });
    }

    private static JsonObject OpenAICall(string id, string name, string arguments) => new()
    {
        ["id"] = id,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
    };

    private (int Status, JsonNode Body) Ollama(JsonNode request, bool isFirst)
    {
        if (_refusesFunctions && request["tools"]?.AsArray().Count > 0)
        {
            return (400, new JsonObject { ["error"] = "registry.example/m does not support tools" });
        }

        const string Search = """{"name":"search_endpoints","arguments":{"connector":"shop","query":"list customers"}}""";
        const string Read = """{"name":"read_endpoint","arguments":{"connector":"shop","endpoint":"customers/list"}}""";
        JsonObject message = new() { ["role"] = "assistant", ["content"] = isFirst ? "" : Answer };
        if (isFirst && _refusesFunctions) message["content"] = $$"""{"call":{{Search}}}""";
        else if (isFirst)
        {
            message["tool_calls"] = new JsonArray(
                new JsonObject { ["function"] = JsonNode.Parse(Search) },
                new JsonObject { ["function"] = JsonNode.Parse(Read) });
        }

        return (200, new JsonObject
        {
            ["model"] = "m",
            ["created_at"] = "2026-01-01T00:00:00Z",
            ["message"] = message,
            ["done"] = true,
            ["done_reason"] = "stop",
            ["prompt_eval_count"] = isFirst ? 300 : 400,
            ["eval_count"] = 20,
        });
    }

    // Little-endian floats in Base64, as the client requests them.
    private (int Status, JsonNode Body) Embeddings(JsonNode request, bool isFirst)
    {
        var data = request["input"]!.AsArray().Select((text, at) =>
        {
            var isCustomer = ((string)text!).Contains("ustomer", StringComparison.Ordinal)
                || ((string)text!).Contains("kund", StringComparison.OrdinalIgnoreCase);
            float[] vector = [isCustomer ? 1 : 0.1f, 0.5f];
            return (JsonNode)new JsonObject
            {
                ["object"] = "embedding",
                ["index"] = at,
                ["embedding"] = Convert.ToBase64String(
                    System.Runtime.InteropServices.MemoryMarshal.AsBytes(vector.AsSpan())),
            };
        });
        return (200, new JsonObject
        {
            ["object"] = "list",
            ["model"] = "e",
            ["data"] = new JsonArray([.. data]),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 1, ["total_tokens"] = 1 },
        });
    }
}

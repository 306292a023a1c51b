using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OllamaSharp;
using OpenAI;

namespace Versori.Connectors.Generation.Tests;

/// <summary>
/// Conversations with real clients against a server on loopback that streams their protocols: server-sent events of
/// chat completions, and lines of JSON.
/// </summary>
public sealed class ConversationWireTests : IAsyncLifetime
{
    private static readonly string[] Words = ["I ", "propose ", "the ", "customers", "."];

    private readonly List<JsonNode> _requests = [];
    private WebApplication _server = null!;
    private bool _refusesFunctions;
    private TaskCompletionSource? _aborted;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Uri Address => new(_server.Urls.First());

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapPost("/v1/chat/completions", OpenAIAsync);
        _server.MapPost("/api/chat", OllamaAsync);
        await _server.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_OpenAI_client_streams_text_and_function_calls_in_parts()
    {
        using var client = OpenAI();

        await AssertProposesAsync(client);

        Assert.True((bool?)_requests[0]["stream"]);
        Assert.Contains(
            _requests[0]["tools"]!.AsArray(),
            tool => (string?)tool!["function"]!["name"] == "propose_endpoints");
        Assert.Equal(
            ["call_1", "call_2"],
            Results(_requests[1]).Select(result => (string?)result!["tool_call_id"]));
    }

    [Fact]
    public async Task The_Ollama_client_streams_text_and_function_calls()
    {
        using var client = new OllamaApiClient(Address, "m");

        await AssertProposesAsync(client);

        Assert.True((bool?)_requests[0]["stream"]);
        Assert.Equal(2, Results(_requests[1]).Count);
    }

    [Fact]
    public async Task A_model_of_Ollama_without_functions_calls_them_in_its_text()
    {
        _refusesFunctions = true;
        using var client = new OllamaApiClient(Address, "m");
        await using var host = new ChatHost(client);

        var updates = await host.SendAsync(await host.StartAsync(), "List the customers");

        Assert.Equal(["customers/list"], Assert.Single(updates.Proposals()).Edit.Values);
        Assert.Equal("I propose the customers.", updates.Text());
    }

    [Fact]
    public async Task Cancelling_closes_the_connection_to_the_service()
    {
        _aborted = new();
        using var client = OpenAI();
        await using var host = new ChatHost(client);
        var conversation = await host.StartAsync();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in host.Chat.SendAsync(
                conversation.Id, ChatHost.Ada, new() { Text = "List the customers" }, stop.Token))
            {
                if (update is ConversationText) await stop.CancelAsync();
            }
        });

        await _aborted.Task.WaitAsync(Cancellation);
        var after = await host.Chat.FindAsync(conversation.Id, ChatHost.Ada, Cancellation);
        Assert.Equal(ConversationOutcome.Cancelled, Assert.Single(after!.Turns).Outcome);
        Assert.Empty(after.Proposals);
    }

    [Fact]
    public async Task An_error_of_the_service_is_told_without_its_key()
    {
        using var client = new OpenAIClient(
            new ApiKeyCredential("canary-key"),
            new OpenAIClientOptions
            {
                Endpoint = new(Address, "/missing/canary"),
                RetryPolicy = new ClientRetryPolicy(0),
            })
            .GetChatClient("m").AsIChatClient();
        await using var host = new ChatHost(client);

        var turn = (await host.SendAsync(await host.StartAsync(), "List the customers")).Done().Turn;

        Assert.Equal(ConversationOutcome.Failed, turn.Outcome);
        Assert.DoesNotContain("canary", Assert.Single(turn.Warnings), StringComparison.Ordinal);
    }

    private static async Task AssertProposesAsync(IChatClient client)
    {
        await using var host = new ChatHost(client);

        var updates = await host.SendAsync(await host.StartAsync(), "List the customers");

        Assert.Equal(["customers/list"], Assert.Single(updates.Proposals()).Edit.Values);
        Assert.Equal("I propose the customers.", updates.Text());
        Assert.True(updates.OfType<ConversationText>().Count() > 1);
        var turn = updates.Done().Turn;
        Assert.Equal(ConversationOutcome.Complete, turn.Outcome);
        Assert.Equal((2, 2), (turn.Usage!.Turns, turn.Usage.ToolCalls));
        Assert.Equal((700, 40), (turn.Usage.InputTokens, turn.Usage.OutputTokens));
        Assert.False(turn.Usage.TokensAreEstimated);
    }

    private static List<JsonNode?> Results(JsonNode request) =>
        [.. request["messages"]!.AsArray().Where(message => (string?)message!["role"] == "tool")];

    private IChatClient OpenAI() => new OpenAIClient(
        new ApiKeyCredential("unused"),
        new OpenAIClientOptions { Endpoint = new(Address, "/v1"), RetryPolicy = new ClientRetryPolicy(0) })
        .GetChatClient("m").AsIChatClient();

    private async Task<bool> IsFirstAsync(HttpContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        _requests.Add(request);
        return !request["messages"]!.AsArray().Any(message => (string?)message!["role"] is "tool" or "assistant");
    }

    // The arguments of a call arrive in pieces, as the service sends them.
    private async Task OpenAIAsync(HttpContext context)
    {
        var isFirst = await IsFirstAsync(context);
        context.Response.ContentType = "text/event-stream";
        if (isFirst && _aborted is null)
        {
            foreach (var (at, name, arguments) in ((int, string, string[])[])
            [
                (0, "search_endpoints", ["{\"connector\":", "\"shop\",\"query\":", "\"customers\"}"]),
                (1, "propose_endpoints",
                    ["{\"connector\":\"shop\",", "\"endpoints\":[\"customers/", "list\"],\"why\":\"w\"}"]),
            ])
            {
                await SendAsync(context, Call(at, $"call_{at + 1}", name, ""));
                foreach (var part in arguments) await SendAsync(context, Call(at, null, null, part));
            }
        }
        else
        {
            foreach (var word in Words)
            {
                await SendAsync(context, new JsonObject { ["content"] = word });
                if (_aborted is null) continue;
                await using var registration = context.RequestAborted.Register(() => _aborted.TrySetResult());
                if (word == "the ") await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
        }

        await SendAsync(context, [], isFirst ? "tool_calls" : "stop");
        await context.Response.WriteAsync("data: " + new JsonObject
        {
            ["id"] = "1",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1,
            ["model"] = "m",
            ["choices"] = new JsonArray(),
            ["usage"] = new JsonObject
            {
                ["prompt_tokens"] = isFirst ? 300 : 400,
                ["completion_tokens"] = 20,
                ["total_tokens"] = isFirst ? 320 : 420,
            },
        }.ToJsonString() + "\n\ndata: [DONE]\n\n");
    }

    private static JsonObject Call(int at, string? id, string? name, string arguments)
    {
        var call = new JsonObject
        {
            ["index"] = at,
            ["function"] = new JsonObject { ["arguments"] = arguments },
        };
        if (id is not null) (call["id"], call["type"]) = (id, "function");
        if (name is not null) call["function"]!["name"] = name;
        return new() { ["tool_calls"] = new JsonArray(call) };
    }

    private static async Task SendAsync(HttpContext context, JsonObject delta, string? end = null)
    {
        await context.Response.WriteAsync("data: " + new JsonObject
        {
            ["id"] = "1",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1,
            ["model"] = "m",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = end }),
        }.ToJsonString() + "\n\n");
        await context.Response.Body.FlushAsync();
    }

    private async Task OllamaAsync(HttpContext context)
    {
        var isFirst = await IsFirstAsync(context);
        if (_refusesFunctions && _requests[^1]["tools"]?.AsArray().Count > 0)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""{"error": "registry.example/m does not support tools"}""");
            return;
        }

        const string Propose =
            """
            {"name":"propose_endpoints","arguments":{"connector":"shop","endpoints":["customers/list"],"why":"w"}}
            """;
        const string Search = """{"name":"search_endpoints","arguments":{"connector":"shop","query":"customers"}}""";
        context.Response.ContentType = "application/x-ndjson";
        if (isFirst && _refusesFunctions)
        {
            foreach (var part in $$"""{"call":{{Propose}}}""".Chunk(20))
                await LineAsync(context, new JsonObject { ["role"] = "assistant", ["content"] = new string(part) });
        }
        else if (isFirst)
        {
            foreach (var call in (string[])[Search, Propose])
            {
                await LineAsync(context, new JsonObject
                {
                    ["role"] = "assistant",
                    ["content"] = "",
                    ["tool_calls"] = new JsonArray(new JsonObject { ["function"] = JsonNode.Parse(call) }),
                });
            }
        }
        else
        {
            foreach (var word in Words)
                await LineAsync(context, new JsonObject { ["role"] = "assistant", ["content"] = word });
        }

        await context.Response.WriteAsync(new JsonObject
        {
            ["model"] = "m",
            ["created_at"] = "2026-01-01T00:00:00Z",
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = "" },
            ["done"] = true,
            ["done_reason"] = "stop",
            ["prompt_eval_count"] = isFirst ? 300 : 400,
            ["eval_count"] = 20,
        }.ToJsonString() + "\n");
    }

    private static async Task LineAsync(HttpContext context, JsonObject message)
    {
        await context.Response.WriteAsync(new JsonObject
        {
            ["model"] = "m",
            ["created_at"] = "2026-01-01T00:00:00Z",
            ["message"] = message,
            ["done"] = false,
        }.ToJsonString() + "\n");
        await context.Response.Body.FlushAsync();
    }
}

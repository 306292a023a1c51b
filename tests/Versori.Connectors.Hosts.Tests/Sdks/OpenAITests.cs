using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;

namespace Versori.Connectors.Hosts.Tests.Sdks;

public sealed class OpenAITests : SdkTests
{
    private const string Completion =
        """
        {
          "id": "1", "object": "chat.completion", "created": 1, "model": "m",
          "choices": [
            { "index": 0, "finish_reason": "stop", "message": { "role": "assistant", "content": "hello" } }
          ]
        }
        """;

    private static readonly string Chunks = $"data: {Chunk("hel")}\n\ndata: {Chunk("lo")}\n\ndata: [DONE]\n\n";

    [Fact]
    public void A_synchronous_call_carries_the_credential_and_is_repeated() =>
        AssertSynchronous(() => Chat(Api).CompleteChat("hi"));

    [Fact]
    public async Task A_response_is_read_as_a_stream()
    {
        var text = "";
        await foreach (var update in Chat(Api).CompleteChatStreamingAsync("hi"))
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));

        Assert.Equal("hello", text);
    }

    private protected override SdkResponse Respond(RecordedRequest request) =>
        request.Text.Contains("\"stream\":true", StringComparison.Ordinal)
            ? new(Chunks) { ContentType = "text/event-stream" }
            : new(Completion);

    protected override Task ReadAsync(Uri api) => Chat(api).CompleteChatAsync("hi");

    protected override Task WriteAsync(Uri api) => Chat(api).CompleteChatAsync(Written);

    private static string Chunk(string text) =>
        """{"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":"""
        + $$$"""{"content":"{{{text}}}"}}]}""";

    private ChatClient Chat(Uri api) => new("m", new ApiKeyCredential("unused"), new OpenAIClientOptions
    {
        Endpoint = new Uri(api, "/v1"),
        Transport = new HttpClientPipelineTransport(Client()),
        RetryPolicy = new ClientRetryPolicy(0),
    });
}

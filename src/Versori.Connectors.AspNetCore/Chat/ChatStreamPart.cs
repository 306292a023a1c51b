using System.Text.Json.Serialization;

namespace Versori.Connectors.AspNetCore.Chat;

/// <summary>A line of a streamed response: <c>text</c>, <c>activity</c>, <c>failed</c> or <c>done</c>.</summary>
internal sealed record ChatStreamPart(string Kind, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChatStreamPart))]
internal sealed partial class ChatStreamJson : JsonSerializerContext;

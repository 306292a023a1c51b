using Microsoft.Extensions.AI;

namespace AgentSample;

/// <summary>The model: a real one if OPENAI_API_KEY is set, else a script.</summary>
internal static class Models
{
    public static IChatClient Create() =>
        Environment.GetEnvironmentVariable("OPENAI_API_KEY") is { Length: > 0 } key
            ? new OpenAI.Chat.ChatClient(Environment.GetEnvironmentVariable("OPENAI_MODEL") ?? "gpt-5-mini", key)
                .AsIChatClient()
            : new ScriptedModel();
}

using System.ClientModel;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;

namespace PlannerSample;

/// <summary>The chat clients that the sample can use.</summary>
internal static class Clients
{
    /// <summary>Creates the client; <see langword="null"/> for none.</summary>
    public static IChatClient? Create(Arguments arguments) => arguments.Client switch
    {
        "openai" => OpenAI(arguments),
        "ollama" => new OllamaApiClient(arguments.Endpoint ?? new("http://localhost:11434"), arguments.Model!),
        "scripted" => new ScriptedClient(),
        _ => null,
    };

    private static IChatClient OpenAI(Arguments arguments)
    {
        // A service on the own machine often needs no key, but the client does.
        var key = Environment.GetEnvironmentVariable("OPENAI_API_KEY") is { Length: > 0 } given ? given : "unused";
        var options = new OpenAIClientOptions();
        if (arguments.Endpoint is not null) options.Endpoint = arguments.Endpoint;
        return new OpenAIClient(new ApiKeyCredential(key), options).GetChatClient(arguments.Model!).AsIChatClient();
    }
}

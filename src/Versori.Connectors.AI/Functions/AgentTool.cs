using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Endpoints;

namespace Versori.Connectors.AI.Functions;

/// <summary>A function for a model, which any owner can be given.</summary>
internal abstract class AgentTool
{
    public abstract string Name { get; }

    public abstract string Description { get; }

    /// <summary>The JSON Schema of the arguments, an object.</summary>
    public abstract JsonElement Schema { get; }

    /// <summary>What a call does at most.</summary>
    public abstract EndpointTraits Traits { get; }

    /// <summary>Whether calls reach an external system.</summary>
    public virtual bool IsOpenWorld => true;

    /// <summary>
    /// The endpoint that a call with these arguments reaches; <see langword="null"/> if there is none.
    /// </summary>
    public virtual AgentEndpoint? EndpointOf(JsonObject arguments) => null;

    /// <summary>Calls the function.</summary>
    /// <param name="arguments">The arguments that the model gave.</param>
    /// <param name="owner">The owner, whom the host has determined.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public abstract ValueTask<ToolResult> CallAsync(
        JsonObject arguments, Owner owner, CancellationToken cancellationToken);

    /// <summary>What a function does that changes nothing outside.</summary>
    protected static EndpointTraits Reading { get; } = new(IsRead: true, IsDestructive: false, IsIdempotent: true);

    /// <summary>The text of an argument; empty if it is missing or no text.</summary>
    protected static string TextOf(JsonObject arguments, string name) =>
        arguments[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    /// <summary>The schema of an object, from its JSON.</summary>
    protected static JsonElement SchemaOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>Returns an object that a model may have written as text.</summary>
    protected static JsonObject ObjectOf(JsonObject arguments, string name)
    {
        if (arguments[name] is JsonObject given) return given;
        if (TextOf(arguments, name) is not { Length: > 0 } text) return [];
        try
        {
            return Texts.AgentJson.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return []; // It has no arguments, and the endpoint states which it needs.
        }
    }
}

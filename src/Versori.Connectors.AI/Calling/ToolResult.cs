using System.Text.Json.Nodes;

namespace Versori.Connectors.AI.Calling;

/// <summary>What a function returns to a model.</summary>
/// <param name="Content">The content. It has no secret.</param>
/// <param name="IsError">Whether the call failed.</param>
internal sealed record ToolResult(JsonObject Content, bool IsError)
{
    /// <summary>Why a person has to sign in; <see langword="null"/> if nobody has to.</summary>
    public ConnectLinkRequest? SignIn { get; init; }

    /// <summary>The page where the person signs in; <see langword="null"/> if there is none.</summary>
    public ConnectLink? Link { get; init; }
}

namespace Versori.Connectors;

/// <summary>An endpoint that a plan chose or suggests, with the reason.</summary>
public sealed record PlannedEndpoint
{
    /// <summary>The id of the endpoint in the source's definition.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The HTTP method, such as <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The path with its placeholders, such as <c>/orders/{id}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// How well it matches, from 0 to 1. Suggestions are ordered by it, also those of several systems together.
    /// </summary>
    public double Score { get; init; }

    /// <summary>Why it is in the plan: the words that match, or the endpoint that needs its values.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// Whether it changes something in the external system. A person or the host should confirm it before it is used.
    /// </summary>
    public bool RequiresConfirmation { get; init; }

    /// <summary>
    /// Whether only the chat client chose it: comparing words did not. Default: no.
    /// </summary>
    public bool IsModelChoice { get; init; }

    /// <summary>Whether the integration has it already, from an earlier plan.</summary>
    public bool IsExisting { get; init; }
}

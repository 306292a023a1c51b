namespace Versori.Connectors;

/// <summary>The state of an integration for an end user.</summary>
public sealed record ActivationState
{
    /// <summary>The integration, end user and environment.</summary>
    public required ActivationKey Key { get; init; }

    /// <summary>Whether the integration can act for the person, and if not, why.</summary>
    public required ActivationStatus Status { get; init; }

    /// <summary>The stored activation; <see langword="null"/> if the integration was never activated.</summary>
    public Activation? Activation { get; init; }

    /// <summary>The integration's templates per owner, with the connections that they use or would use.</summary>
    public required IReadOnlyList<TemplateActivation> Templates { get; init; }

    /// <summary>The schema of the integration's variables; <see langword="null"/> if it has none.</summary>
    public JsonSchema? VariableSchema { get; init; }

    /// <summary>
    /// What is missing, each with a JSON pointer such as <c>/connections/github</c> or <c>/variables/folder</c>.
    /// </summary>
    public required IReadOnlyList<ConnectorError> Missing { get; init; }
}

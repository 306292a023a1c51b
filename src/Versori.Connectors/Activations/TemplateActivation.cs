namespace Versori.Connectors;

/// <summary>A template per owner, with the connection that it uses for an end user.</summary>
public sealed record TemplateActivation
{
    /// <summary>The template.</summary>
    public required ConnectionTemplate Template { get; init; }

    /// <summary>
    /// The connection that it is bound to, or that activation would bind; <see langword="null"/> if there is none.
    /// </summary>
    public Connection? Connection { get; init; }

    /// <summary>Why it has no connection that it can use; <see langword="null"/> if it has one.</summary>
    public ConnectorError? Problem { get; init; }
}

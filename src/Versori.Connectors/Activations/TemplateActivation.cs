using Versori.Connectors.Serialization;

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

    /// <summary>
    /// The OAuth 2.0 scopes that it needs, against those that the connection was granted, for each auth method. Missing
    /// scopes are no problem of the activation: what needs none of them goes on.
    /// </summary>
    public IReadOnlyList<ScopeState> Scopes { get; init => field = ValueList<ScopeState>.Of(value); } =
        ValueList<ScopeState>.Empty;
}

namespace Versori.Connectors;

/// <summary>Selects the bindings to list. All properties that are set must match.</summary>
public sealed record BindingFilter
{
    /// <summary>Only bindings to this connection.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>Only bindings of this template.</summary>
    public TemplateId? Template { get; init; }

    /// <summary>Only bindings of this owner, in all environments.</summary>
    public Owner? Owner { get; init; }
}

namespace Versori.Connectors;

/// <summary>Which bindings to list. Everything that is set must match.</summary>
public sealed record BindingFilter
{
    /// <summary>Only those that use this connection.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>Only those of this template.</summary>
    public TemplateId? Template { get; init; }
}

namespace Versori.Connectors;

/// <summary>
/// Receives every audit entry, for hosts that keep an audit record of their own. A host can register several.
/// </summary>
/// <remarks>
/// Implementations are safe for concurrent use and should return quickly. An exception is logged, and affects neither
/// the action nor other observers. An observer is called whether or not the engine keeps entries itself.
/// </remarks>
public interface IAuditObserver
{
    /// <summary>Called after an action.</summary>
    ValueTask OnEntryAsync(AuditEntry entry, CancellationToken cancellationToken);
}

namespace Versori.Connectors;

/// <summary>Settings of the audit record, see <c>AddAudit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>
    /// How long entries are kept; older ones are deleted, about once an hour and only while entries are added. From 1
    /// hour on. Default: <see langword="null"/>, for ever.
    /// </summary>
    public TimeSpan? Retention { get; set; }

    /// <summary>
    /// Whether entries are kept in the <see cref="IAuditStore"/>. Default: <see langword="true"/>. Observers are called
    /// in either case.
    /// </summary>
    public bool KeepEntries { get; set; } = true;
}

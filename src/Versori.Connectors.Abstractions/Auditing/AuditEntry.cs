using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// One entry of the audit record: what was done to a connector, a connection or a secret, when and by whom. It contains
/// ids only, never secrets, and no names that people chose.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>
    /// What the ids of erased persons begin with, see <see cref="IAuditStore.ErasePersonAsync"/>. A random number
    /// follows, so that entries of the same person still belong together.
    /// </summary>
    public const string ErasedPrefix = "erased:";

    /// <summary>The entry's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>What was done.</summary>
    public required AuditAction Action { get; init; }

    /// <summary>Whether the engine did it by itself, such as a refresh before expiry.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>
    /// Who did it, by the host's own id of the person or service, see <see cref="IAuditActorSource"/>.
    /// <see langword="null"/>: the engine itself, or the host did not say.
    /// </summary>
    public string? Actor { get; init; }

    /// <summary>The connector; <see langword="null"/> if the entry is about none.</summary>
    public ConnectorId? ConnectorId { get; init; }

    /// <summary>The connection; <see langword="null"/> if the entry is about none.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>
    /// The owner of the connection or binding; <see langword="null"/> if the entry is about neither.
    /// </summary>
    public Owner? Owner { get; init; }

    /// <summary>The template; <see langword="null"/> if the entry is about none.</summary>
    public TemplateId? TemplateId { get; init; }

    /// <summary>
    /// More about the action, see <see cref="AuditAction"/>; <see langword="null"/> if there is nothing.
    /// </summary>
    public string? Detail { get; init; }

    /// <summary>Refuses an id of a person that some store could not look up.</summary>
    /// <exception cref="ArgumentException">The id is empty, contains NUL, or is no Unicode text.</exception>
    internal static void ThrowIfNotPerson(string? personId) =>
        StoredText.ThrowIfInvalid(personId, nameof(personId));
}

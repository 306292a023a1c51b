namespace Versori.Connectors;

/// <summary>Where a part of a description comes from.</summary>
public sealed record KnownFact
{
    /// <summary>
    /// The part: <c>authentication</c>, <c>addresses</c>, <c>scopes</c>, <c>registration</c>, <c>version</c>,
    /// <c>limits</c> or <c>paging</c>.
    /// </summary>
    public required string About { get; init; }

    /// <summary>Whether the part was compared with a page of the vendor.</summary>
    public KnownFactStatus Status { get; init; }

    /// <summary>
    /// The pages that the part was compared with, or that describe it; <see langword="null"/> if none is known.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>
    /// The day on which it was compared with the source; <see langword="null"/> if it was not, or if the day was not
    /// recorded.
    /// </summary>
    public DateOnly? CheckedOn { get; init; }
}

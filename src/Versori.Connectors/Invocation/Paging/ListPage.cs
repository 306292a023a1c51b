namespace Versori.Connectors;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed record ListPage<T>
{
    /// <summary>The items; possibly none.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>The position of this page; <see langword="null"/> for the first page.</summary>
    public string? Position { get; init; }

    /// <summary>
    /// The position of the next page; <see langword="null"/> after the last page. It can be saved, and passed as
    /// <see cref="ListOptions.Position"/> later. Secrets in it are redacted; such a position cannot be continued from.
    /// </summary>
    public string? NextPosition { get; init; }
}

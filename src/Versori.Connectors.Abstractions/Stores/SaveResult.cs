using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors;

/// <summary>The result of a save: saved, or in conflict with the stored object.</summary>
/// <typeparam name="T">The type of the saved object.</typeparam>
public readonly record struct SaveResult<T>
    where T : class
{
    private SaveResult(bool isSaved, T? current)
    {
        IsSaved = isSaved;
        Current = current;
    }

    /// <summary>Whether it was saved.</summary>
    [MemberNotNullWhen(true, nameof(Current))]
    public bool IsSaved { get; }

    /// <summary>
    /// The stored object: after a save, the saved one with its new revision; after a conflict, the existing one, or
    /// <see langword="null"/> if it has been deleted.
    /// </summary>
    public T? Current { get; }

    /// <summary>Creates the result of a successful save.</summary>
    /// <param name="saved">The saved object, with its new revision.</param>
    public static SaveResult<T> Saved(T saved) => new(true, saved);

    /// <summary>Creates the result of a conflict, in which nothing was changed.</summary>
    /// <param name="current">The existing object.</param>
    public static SaveResult<T> Conflict(T? current) => new(false, current);
}

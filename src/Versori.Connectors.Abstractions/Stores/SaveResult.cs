using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors;

/// <summary>What came of a save: it was saved, or it conflicted with what is there.</summary>
/// <typeparam name="T">The saved thing.</typeparam>
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
    /// What is stored now: what was saved, with its new revision, or on a conflict what was there;
    /// <see langword="null"/> when that has been deleted.
    /// </summary>
    public T? Current { get; }

    /// <summary>It was saved.</summary>
    /// <param name="saved">What was saved, with its new revision.</param>
    public static SaveResult<T> Saved(T saved) => new(true, saved);

    /// <summary>It conflicted, and nothing was changed.</summary>
    /// <param name="current">What is there.</param>
    public static SaveResult<T> Conflict(T? current) => new(false, current);
}

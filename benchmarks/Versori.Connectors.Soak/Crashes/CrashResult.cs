namespace Versori.Connectors.Soak.Crashes;

/// <summary>The result of a run with killed processes.</summary>
internal sealed record CrashResult(string Engine, int Kills)
{
    /// <summary>Processes that opened the store after a kill.</summary>
    public required int Opened { get; init; }

    /// <summary>Unexpected failures, such as a driver's exception.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>Expected failures, by code.</summary>
    public required IReadOnlyDictionary<string, int> Responses { get; init; }

    /// <summary>Token refreshes to which the provider responded.</summary>
    public required int Refreshes { get; init; }

    /// <summary>Milliseconds from the provider's response until the refresh was saved and reported, in order.</summary>
    public required IReadOnlyList<double> Windows { get; init; }

    /// <summary>
    /// For each lost token: milliseconds from the provider's response to the kill; negative if the response came after
    /// it.
    /// </summary>
    public required IReadOnlyList<double> LostInWindow { get; init; }

    /// <summary>Tokens that a process lost without being killed, or long before it was killed.</summary>
    public required int LostOtherwise { get; init; }

    public required StoreInspection Store { get; init; }

    /// <summary>The store after a sweep of orphaned secrets, as if two days had passed.</summary>
    public required StoreInspection Swept { get; init; }

    public required TimeSpan Took { get; init; }

    public bool Holds =>
        Unexpected.Count == 0
            && LostOtherwise == 0
            && Store.Problems.Count == 0
            && Swept is { Problems.Count: 0, Unreferenced: 0, Ownerless: 0 };
}

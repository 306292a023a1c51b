namespace Versori.Connectors.Soak.Crashes;

/// <summary>What a run with killed processes showed.</summary>
internal sealed record CrashResult(string Engine, int Kills)
{
    /// <summary>Processes that opened the store after a kill.</summary>
    public required int Opened { get; init; }

    /// <summary>Failures that are no expected answer, such as a driver's exception.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>Expected answers that were no success, by their codes.</summary>
    public required IReadOnlyDictionary<string, int> Answers { get; init; }

    /// <summary>Renewals that the provider answered.</summary>
    public required int Renewals { get; init; }

    /// <summary>Milliseconds from the provider's answer until the renewal was saved and reported, in order.</summary>
    public required IReadOnlyList<double> Windows { get; init; }

    /// <summary>For each token that was lost: milliseconds from the provider's answer to the kill; negative: the answer came after it.</summary>
    public required IReadOnlyList<double> LostInWindow { get; init; }

    /// <summary>Tokens that were lost by a process that was not killed, or long before it was.</summary>
    public required int LostOtherwise { get; init; }

    public required StoreInspection Store { get; init; }

    /// <summary>The store after secrets that nothing refers to were looked for, as if two days had gone by.</summary>
    public required StoreInspection Swept { get; init; }

    public required TimeSpan Took { get; init; }

    public bool Holds => Unexpected.Count == 0 && LostOtherwise == 0 && Store.Problems.Count == 0 && Swept is { Problems.Count: 0, Unreferenced: 0, Ownerless: 0 };
}

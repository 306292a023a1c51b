namespace Versori.Connectors.Soak.Fleet;

/// <summary>What a fleet's run showed.</summary>
internal sealed record FleetResult(string Engine, int Processes, int Expiries)
{
    /// <summary>Calls that were made after the expiries.</summary>
    public required int Calls { get; init; }

    /// <summary>Calls that did not succeed, and how.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Token requests after all expiries.</summary>
    public required int TokenRequests { get; init; }

    /// <summary>Expiries with another number of token requests than one.</summary>
    public required int NotOne { get; init; }

    /// <summary>Token requests that the authorization server refused.</summary>
    public required int Refusals { get; init; }

    /// <summary>Whether the grant still renews at the end.</summary>
    public required bool IsFamilyAlive { get; init; }

    /// <summary>Calls that met the expired token.</summary>
    public required int Rejections { get; init; }

    /// <summary>How long calls took, in milliseconds, in order.</summary>
    public required IReadOnlyList<double> Durations { get; init; }

    public required TimeSpan Took { get; init; }

    public bool Holds => Lost.Count == 0 && NotOne == 0 && TokenRequests == Expiries && Refusals == 0 && IsFamilyAlive;
}

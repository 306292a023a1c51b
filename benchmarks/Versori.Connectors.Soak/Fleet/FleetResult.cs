namespace Versori.Connectors.Soak.Fleet;

/// <summary>The result of a fleet's run.</summary>
internal sealed record FleetResult(string Engine, int Processes, int Expiries)
{
    /// <summary>Calls after the expiries.</summary>
    public required int Calls { get; init; }

    /// <summary>Calls that failed, by failure.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Token requests after all expiries.</summary>
    public required int TokenRequests { get; init; }

    /// <summary>Expiries that did not cause exactly one token request.</summary>
    public required int NotOne { get; init; }

    /// <summary>Token requests that the authorization server refused.</summary>
    public required int Refusals { get; init; }

    /// <summary>Whether the grant can still be refreshed at the end.</summary>
    public required bool IsFamilyAlive { get; init; }

    /// <summary>Calls that were sent with the expired token.</summary>
    public required int Rejections { get; init; }

    /// <summary>The durations of the calls, in milliseconds, in order.</summary>
    public required IReadOnlyList<double> Durations { get; init; }

    public required TimeSpan Took { get; init; }

    public bool Holds => Lost.Count == 0 && NotOne == 0 && TokenRequests == Expiries && Refusals == 0 && IsFamilyAlive;
}

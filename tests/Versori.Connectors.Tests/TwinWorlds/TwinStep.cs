namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>What is done in one step.</summary>
public enum TwinAction
{
    // In both worlds.
    Call,
    CallRejected,
    CallAfterExpiry,
    TokenOutage,
    FinalRefusal,
    Wait,
    Restart,
    RotateSecret,

    // In both worlds, because it is meant to reach existing connections: see docs/connecting.md.
    EditBasePath,
    EditHeaders,

    // In the edited world only.
    EditClient,
    EditUrls,
    EditGrant,
    EditSettings,
    AddMethod,
    ReplaceMethod,
    DeleteMethod,
    EditAlternatives,
    EditInputs,
    MoveBase,
    MoveBaseBack,
    MoveEndpoint,
    ApplyPlan,
    SaveDraft,
    PublishDraft,
    Undo,
    Connect,
    EditTemplate,
}

/// <summary>One step. It has a seed of its own, so that the others can be left out when a failure is shrunk.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Seed">Decides the details.</param>
public readonly record struct TwinStep(TwinAction Action, int Seed)
{
    private static readonly (TwinAction Action, int Weight)[] Weights =
    [
        (TwinAction.Call, 24), (TwinAction.CallRejected, 6), (TwinAction.CallAfterExpiry, 6), (TwinAction.Wait, 4),
        (TwinAction.TokenOutage, 2), (TwinAction.FinalRefusal, 1), (TwinAction.Restart, 3),
        (TwinAction.RotateSecret, 4), (TwinAction.EditBasePath, 2), (TwinAction.EditHeaders, 2),
        .. Enum.GetValues<TwinAction>().Where(action => action >= TwinAction.EditClient).Select(action => (action, 3)),
    ];

    private static readonly TwinAction[] Drawn =
        [.. Weights.SelectMany(entry => Enumerable.Repeat(entry.Action, entry.Weight))];

    /// <summary>Whether it is an edit of the connector that no existing connection may notice.</summary>
    public bool IsEdit => Action >= TwinAction.EditClient;

    public static TwinStep[] Draw(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new TwinStep(Drawn[random.Next(Drawn.Length)], random.Next()))];

    public override string ToString() => $"{Action}({Seed})";
}

namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>The action of a step.</summary>
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

    // In both worlds, because these edits reach existing connections by design: see docs/connecting.md.
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

/// <summary>One step. It has its own seed, so that other steps can be removed when a failure is shrunk.</summary>
/// <param name="Action">The action.</param>
/// <param name="Seed">The seed of the action's details.</param>
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

    /// <summary>Whether the action edits the connector in a way that must not affect existing connections.</summary>
    public bool IsEdit => Action >= TwinAction.EditClient;

    public static TwinStep[] Draw(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new TwinStep(Drawn[random.Next(Drawn.Length)], random.Next()))];

    public override string ToString() => $"{Action}({Seed})";
}

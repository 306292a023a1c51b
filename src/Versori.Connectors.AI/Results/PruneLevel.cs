namespace Versori.Connectors.AI.Results;

/// <summary>How much of a result is shown.</summary>
/// <param name="Items">How many items of an array.</param>
/// <param name="Members">How many members of an object.</param>
/// <param name="Text">How many characters of a text.</param>
/// <param name="Depth">How deep.</param>
internal sealed record PruneLevel(int Items, int Members, int Text, int Depth)
{
    /// <summary>The levels, the most detailed first.</summary>
    public static IReadOnlyList<PruneLevel> All { get; } =
    [
        new(int.MaxValue, int.MaxValue, int.MaxValue, 100),
        new(200, 200, 2_000, 12),
        new(100, 100, 1_000, 10),
        new(50, 60, 600, 8),
        new(25, 40, 400, 7),
        new(15, 40, 250, 6),
        new(10, 30, 160, 5),
        new(6, 25, 120, 4),
        new(4, 20, 80, 4),
        new(3, 15, 60, 3),
        new(2, 10, 40, 2),
        new(1, 8, 30, 1),
    ];
}

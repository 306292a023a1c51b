namespace Versori.Connectors.AI.Schemas;

/// <summary>How much of a schema a model sees.</summary>
/// <param name="Depth">How many objects deep.</param>
/// <param name="Properties">How many properties of an object.</param>
/// <param name="Values">How many values of an enumeration.</param>
/// <param name="Text">How many characters of a description.</param>
/// <param name="Branches">How many alternatives.</param>
internal sealed record ProjectionLevel(int Depth, int Properties, int Values, int Text, int Branches)
{
    /// <summary>The levels, the most detailed first.</summary>
    public static IReadOnlyList<ProjectionLevel> All { get; } =
    [
        new(6, 80, 40, 160, 8),
        new(5, 60, 30, 100, 6),
        new(4, 50, 20, 60, 5),
        new(3, 40, 15, 40, 4),
        new(3, 25, 10, 0, 3),
        new(2, 25, 8, 0, 2),
        new(2, 12, 5, 0, 2),
        new(1, 15, 4, 0, 0),
        new(0, 10, 3, 0, 0),
    ];

    /// <summary>How many values are visited at most: a schema of more is never small enough.</summary>
    public const int MaximumNodes = 500;
}

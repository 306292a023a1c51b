using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// One edit of the draft of a system, as data. It is computed anew for the draft to which it is applied, so that
/// proposals can be applied in any order.
/// </summary>
public sealed record DraftEdit
{
    /// <summary>What it does.</summary>
    public required DraftEditKind Kind { get; init; }

    /// <summary>
    /// The endpoint or auth method that it concerns, where <see cref="Kind"/> says so; otherwise
    /// <see langword="null"/>.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>The values: ids, scopes or a text, as <see cref="Kind"/> says.</summary>
    public IReadOnlyList<string> Values
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// The change of the definition as an OpenAPI Overlay; only for <see cref="DraftEditKind.ChangeDefinition"/>.
    /// </summary>
    public JsonFragment? Overlay { get; init; }
}

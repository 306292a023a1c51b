using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// Identifies a connection template by the integration and the name that the integration's code uses.
/// </summary>
/// <param name="Integration">The integration's name in the host, such as <c>issue-mirror</c>.</param>
/// <param name="Name">The name the integration's code uses, such as <c>github</c>.</param>
/// <exception cref="ArgumentException">
/// A part is <see langword="null"/> or empty, or is no text that every store can keep: it contains a NUL character or
/// half of a surrogate pair.
/// </exception>
public readonly record struct TemplateId(string Integration, string Name) : IComparable<TemplateId>
{
    /// <summary>
    /// The integration's name in the host, such as <c>issue-mirror</c>; empty for the default value.
    /// </summary>
    public string Integration
    {
        get => field ?? "";
        init => field = Given(value, nameof(Integration));
    } = Given(Integration, nameof(Integration));

    /// <summary>
    /// The name the integration's code uses, such as <c>github</c>; empty for the default value.
    /// </summary>
    public string Name
    {
        get => field ?? "";
        init => field = Given(value, nameof(Name));
    } = Given(Name, nameof(Name));

    /// <inheritdoc />
    public int CompareTo(TemplateId other) =>
        string.CompareOrdinal(Integration, other.Integration) is var order and not 0
            ? order
            : string.CompareOrdinal(Name, other.Name);

    /// <summary>Returns <c>integration/name</c>.</summary>
    public override string ToString() => $"{Integration}/{Name}";

    private static string Given(string value, string argument)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, argument);
        StoredText.ThrowIfInvalid(value, argument);
        return value;
    }
}

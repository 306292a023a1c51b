namespace Versori.Connectors;

/// <summary>
/// Identifies a connection template by the integration and the name that the integration's code uses.
/// </summary>
/// <param name="Integration">The integration's name in the host, such as <c>issue-mirror</c>.</param>
/// <param name="Name">The name the integration's code uses, such as <c>github</c>.</param>
public readonly record struct TemplateId(string Integration, string Name) : IComparable<TemplateId>
{
    /// <inheritdoc />
    public int CompareTo(TemplateId other) =>
        string.CompareOrdinal(Integration, other.Integration) is var order and not 0
            ? order
            : string.CompareOrdinal(Name, other.Name);

    /// <summary>Returns <c>integration/name</c>.</summary>
    public override string ToString() => $"{Integration}/{Name}";
}

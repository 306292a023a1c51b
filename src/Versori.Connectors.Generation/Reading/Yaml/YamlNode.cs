namespace Versori.Connectors.Generation.Reading;

/// <summary>
/// A node of a YAML document. An alias refers to the same instance as its anchor, so nodes can be shared.
/// </summary>
internal abstract class YamlNode(int line)
{
    public int Line { get; } = line;

    /// <summary>
    /// The size of the node with the content of its aliases, in characters of JSON without escapes. It is known before
    /// an alias is written.
    /// </summary>
    public long Size { get; set; } = YamlSize.Node;

    /// <summary>Whether the whole node has been read. An alias to an incomplete node is a cycle.</summary>
    public bool IsComplete { get; set; }
}

internal sealed class YamlScalar(int line, string value, bool isPlain) : YamlNode(line)
{
    public string Value { get; } = value;

    /// <summary>Whether it has no quotes and no string tag. Then it can be a number, a boolean or null.</summary>
    public bool IsPlain { get; } = isPlain;
}

internal sealed class YamlSequence(int line) : YamlNode(line)
{
    public List<YamlNode> Items { get; } = [];
}

internal sealed class YamlMapping(int line) : YamlNode(line)
{
    /// <summary>The members in their order. If two have the same key, the last one is kept, as in JSON.</summary>
    public OrderedDictionary<string, YamlMember> Members { get; } = new(StringComparer.Ordinal);
}

/// <summary>A member of a mapping, with the line of its key.</summary>
internal readonly record struct YamlMember(int Line, YamlNode Value);

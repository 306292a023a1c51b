namespace Versori.Connectors.Generation.Reading;

/// <summary>A node of a YAML document. An alias is the very node that it names, so nodes may be shared.</summary>
internal abstract class YamlNode(int line)
{
    public int Line { get; } = line;

    /// <summary>Whether all of the node has been read; an alias to one that has not been is a cycle.</summary>
    public bool IsComplete { get; set; }
}

internal sealed class YamlScalar(int line, string value, bool isPlain) : YamlNode(line)
{
    public string Value { get; } = value;

    /// <summary>Whether it stands without quotes or a string tag, and so may be a number, a boolean or null.</summary>
    public bool IsPlain { get; } = isPlain;
}

internal sealed class YamlSequence(int line) : YamlNode(line)
{
    public List<YamlNode> Items { get; } = [];
}

internal sealed class YamlMapping(int line) : YamlNode(line)
{
    /// <summary>The members in order; of two with the same key the later wins, as in JSON.</summary>
    public OrderedDictionary<string, YamlMember> Members { get; } = new(StringComparer.Ordinal);
}

/// <summary>A member of a mapping, with the line of its key.</summary>
internal readonly record struct YamlMember(int Line, YamlNode Value);

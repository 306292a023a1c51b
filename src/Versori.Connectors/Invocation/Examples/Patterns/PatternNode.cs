namespace Versori.Connectors.Invocation;

/// <summary>A part of a pattern (ECMA-262 §22.2.1).</summary>
internal abstract record PatternNode
{
    /// <summary>Text as it is.</summary>
    public sealed record Literal(string Text) : PatternNode;

    /// <summary>One of several characters, the usual ones first.</summary>
    public sealed record Characters(string Allowed) : PatternNode;

    /// <summary>Parts after each other.</summary>
    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>One of several parts.</summary>
    public sealed record Alternatives(IReadOnlyList<PatternNode> Branches) : PatternNode;

    /// <summary>A part several times.</summary>
    public sealed record Repeated(PatternNode Part, int Least, int Most) : PatternNode;

    /// <summary>A group, to which a reference may refer.</summary>
    public sealed record Group(PatternNode Part, int Number, string? Name) : PatternNode;

    /// <summary>The text of an earlier group.</summary>
    public sealed record Reference(string To) : PatternNode;

    /// <summary>Text that has to follow. It is not written.</summary>
    public sealed record Ahead(PatternNode Part) : PatternNode;

    /// <summary>Nothing: an anchor, or a condition that is only checked afterwards.</summary>
    public sealed record Nothing : PatternNode;
}

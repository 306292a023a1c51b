using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Versori.Connectors.Generation.Reading;

/// <summary>Reads the first document of a YAML stream into nodes. Resolves anchors, aliases and merge keys.</summary>
internal sealed class YamlReader(string text, long maximumSize, Work work)
{

    private readonly Parser _parser = new(new StringReader(text));
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];
    private readonly int _maximumMerged = YamlSize.MaximumMerged(text.Length);
    private int _merged;

    /// <summary>The pointer of the current node.</summary>
    public string Location => Pointer.Of(_path);

    /// <summary>The line number of the last completely read node.</summary>
    public int Line { get; private set; } = 1;

    public YamlNode Read()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _)) throw DocumentErrors.Invalid("", "The document is empty.");
        return ReadNode();
    }

    private YamlNode ReadNode()
    {
        if (_path.Count > DocumentParser.MaximumDepth)
        {
            throw Error($"The document is nested deeper than {DocumentParser.MaximumDepth} levels.");
        }

        work.Step();
        return _parser.Consume<ParsingEvent>() switch
        {
            AnchorAlias alias => ResolveAlias(alias),
            Scalar scalar => ReadScalar(scalar),
            SequenceStart start => ReadSequence(start),
            MappingStart start => ReadMapping(start),
            var other => throw Error($"A value is missing; {other.GetType().Name} was found instead.", other),
        };
    }

    private YamlNode ResolveAlias(AnchorAlias alias) => _anchors.GetValueOrDefault(alias.Value.Value) switch
    {
        null => throw Error($"The alias *{alias.Value.Value} has no anchor before it.", alias),
        { IsComplete: false } => throw Error(
            $"The alias *{alias.Value.Value} refers to a node that contains it. Use $ref for recursive schemas.",
            alias),
        var node => node,
    };

    private YamlScalar ReadScalar(Scalar scalar)
    {
        var hasStringTag = !scalar.Tag.IsEmpty && scalar.Tag.Value.EndsWith("str", StringComparison.Ordinal);
        var isText = scalar.Style != ScalarStyle.Plain || hasStringTag;
        var node = WithAnchor(scalar, new YamlScalar(LineOf(scalar), scalar.Value, !isText));
        return Complete(Sized(node, scalar.Value.Length));
    }

    private YamlSequence ReadSequence(SequenceStart start)
    {
        var node = WithAnchor(start, new YamlSequence(LineOf(start)));
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            _path.Add($"{node.Items.Count}");
            var item = ReadNode();
            node.Items.Add(item);
            Sized(node, item.Size);
            _path.RemoveAt(_path.Count - 1);
        }

        return Complete(node);
    }

    private YamlMapping ReadMapping(MappingStart start)
    {
        var node = WithAnchor(start, new YamlMapping(LineOf(start)));
        var merged = new List<YamlMapping>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode() as YamlScalar ?? throw Error("The key of a mapping must be plain text.", start);
            _path.Add(key.Value);
            var value = ReadNode();
            if (key is { IsPlain: true, Value: "<<" })
            {
                merged.AddRange(MergedMappings(value));
            }
            else
            {
                node.Members[key.Value] = new(key.Line, value);
                Sized(node, key.Size + value.Size);
            }

            _path.RemoveAt(_path.Count - 1);
        }

        // https://yaml.org/type/merge.html: the mapping's own keys have priority, then those of the earlier merged
        // mappings.
        foreach (var (name, value) in merged.Distinct().SelectMany(other => other.Members))
        {
            // Like aliases, nested merges can expand to far more members than the text contains.
            work.Step();
            if (++_merged > _maximumMerged) throw Error($"Merge keys add more than {_maximumMerged} members.", start);
            if (node.Members.TryAdd(name, value)) Sized(node, name.Length + YamlSize.Node + value.Value.Size);
        }

        return Complete(node);
    }

    private IEnumerable<YamlMapping> MergedMappings(YamlNode value) => value switch
    {
        YamlMapping one => [one],
        YamlSequence several when several.Items.TrueForAll(item => item is YamlMapping) =>
            several.Items.Cast<YamlMapping>(),
        _ => throw Error("The value of the merge key << must be a mapping or a list of mappings."),
    };

    private T WithAnchor<T>(NodeEvent source, T node)
        where T : YamlNode
    {
        if (!source.Anchor.IsEmpty) _anchors[source.Anchor.Value] = node;
        return node;
    }

    // Refused as soon as the size is known, before anything is copied.
    private T Sized<T>(T node, long size)
        where T : YamlNode
    {
        node.Size += size;
        return node.Size <= maximumSize
            ? node
            : throw Error($"With its aliases, the document is larger than {maximumSize} bytes.");
    }

    private T Complete<T>(T node)
        where T : YamlNode
    {
        Line = Math.Max(Line, node.Line);
        node.IsComplete = true;
        return node;
    }

    private ConnectorException Error(string message, ParsingEvent? at = null) =>
        DocumentErrors.Invalid(Location, message, (int?)(at ?? _parser.Current)?.Start.Line);

    private static int LineOf(NodeEvent source) => (int)source.Start.Line;
}

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// What a large JSON document contains, without its schemas: the operations with their ids, texts, tags and parameters,
/// and where each of its parts is.
/// </summary>
/// <param name="json">The document.</param>
internal sealed class DocumentOutline(ReadOnlyMemory<byte> json)
{
    private const int MaximumHops = 4;

    private readonly Dictionary<string, OutlinedParameter?> _parameters = new(StringComparer.Ordinal);

    /// <summary>The document.</summary>
    public ReadOnlyMemory<byte> Json { get; } = json;

    /// <summary>The outermost members that are read whole, such as the servers.</summary>
    public List<(string Name, TextPart Text)> Members { get; } = [];

    /// <summary>The members of <c>components</c> that are read whole, such as the security schemes.</summary>
    public List<(string Name, TextPart Text)> Components { get; } = [];

    /// <summary>
    /// The sections of which single parts are read, by their pointers: <c>/components/schemas</c> or
    /// <c>/definitions</c>, each with its parts by name.
    /// </summary>
    public OrderedDictionary<string, OrderedDictionary<string, TextPart>> Sections { get; } =
        new(StringComparer.Ordinal);

    /// <summary>The sections of webhooks.</summary>
    public List<(string Name, TextPart Text)> Webhooks { get; } = [];

    /// <summary>The path items by path, in their order.</summary>
    public OrderedDictionary<string, OutlinedItem> Items { get; } = new(StringComparer.Ordinal);

    /// <summary>All operations, in their order.</summary>
    public IEnumerable<OutlinedOperation> Operations => Items.Values.SelectMany(item => item.Operations);

    /// <summary>Returns the parameters of an operation. Its own override those of its path item.</summary>
    public IEnumerable<OutlinedParameter> ParametersOf(OutlinedOperation operation)
    {
        if (operation.Item.Parameters.Count == 0)
            return operation.Parameters.Select(Resolve).OfType<OutlinedParameter>();
        var merged = new OrderedDictionary<(string?, string?), OutlinedParameter>();
        foreach (var parameter in operation.Item.Parameters.Concat(operation.Parameters))
        {
            if (Resolve(parameter) is { } resolved) merged[(resolved.Name, resolved.In)] = resolved;
        }

        return merged.Values;
    }

    /// <summary>Returns where the target of a reference is, if it is a part of a section.</summary>
    public (string Section, string Name, TextPart Text)? Find(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal)) return null;
        foreach (var (section, parts) in Sections)
        {
            var isWithin = reference.Length > section.Length + 2
                && reference.AsSpan(1).StartsWith(section, StringComparison.Ordinal)
                && reference[section.Length + 1] == '/';
            if (!isWithin) continue;
            var rest = reference[(section.Length + 1)..];
            var name = Reading.Pointer.Tokens(rest).First();
            if (parts.TryGetValue(name, out var text)) return (section, name, text);
            var decoded = Reading.Pointer.Tokens(Uri.UnescapeDataString(rest)).First();
            if (parts.TryGetValue(decoded, out text)) return (section, decoded, text);
        }

        return null;
    }

    private OutlinedParameter? Resolve(OutlinedParameter parameter)
    {
        if (parameter.Reference is not { } reference) return parameter.Name is null ? null : parameter;
        if (_parameters.TryGetValue(reference, out var known)) return known;
        OutlinedParameter? found = parameter;
        for (var hop = 0; hop < MaximumHops && found?.Reference is { } next; hop++)
        {
            found = Find(next) is { } part ? OutlineReader.Parameter(part.Text.Of(Json).Span) : null;
        }

        return _parameters[reference] = found is { Name: not null, Reference: null } ? found : null;
    }
}

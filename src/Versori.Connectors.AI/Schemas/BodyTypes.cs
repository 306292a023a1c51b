using System.Text.Json.Nodes;
using Versori.Connectors.AI.Texts;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.AI.Schemas;

/// <summary>
/// The media types in which the content of a request can be written. JSON is the default if there is one, since models
/// write it.
/// </summary>
internal sealed class BodyTypes
{
    private const int Fields = 12, FieldLength = 40, Types = 12;

    private readonly IReadOnlyDictionary<string, JsonSchema> _schemas;
    private readonly BodyContent[] _contents;

    /// <param name="contents">The contents, the definition's default first.</param>
    /// <param name="schemas">The shared schemas of the definition.</param>
    public BodyTypes(BodyContent[] contents, IReadOnlyDictionary<string, JsonSchema> schemas)
    {
        _schemas = schemas;
        _contents = contents;
        Default = Array.Find(contents, content => content.Kind == MediaKind.Json) ?? contents.FirstOrDefault();
    }

    /// <summary>The content that a model writes unless it chooses another one.</summary>
    public BodyContent? Default { get; }

    /// <summary>Whether there are several.</summary>
    public bool HasChoice => _contents.Length > 1;

    /// <summary>
    /// The media type to state with a call that chooses none; <see langword="null"/> if the engine chooses the same.
    /// </summary>
    public string? Stated => Default is { } own && own != _contents[0] ? own.ContentType : null;

    /// <summary>The media types in a sentence.</summary>
    public string Accepted =>
        $"It accepts: {string.Join(", ", _contents.Take(Types).Select(content => content.ContentType))}.";

    /// <summary>The schema of the argument with the media type.</summary>
    /// <param name="length">The longest description of a field list.</param>
    public JsonObject Describe(int length)
    {
        var others = _contents.Where(content => content != Default).Take(Types).ToList();
        var schema = new JsonObject
        {
            ["type"] = "string",
            ["description"] = $"Media type of body. Default: {Default!.ContentType}. "
                + string.Join(' ', others.Select(content => Describe(content, length))),
        };

        // A range is filled in by the model, such as image/png for image/*.
        if (!_contents.Any(content => content.ContentType.Contains('*', StringComparison.Ordinal)))
            schema["enum"] = AgentJson.Texts(others.Prepend(Default).Select(content => content.ContentType));
        return schema;
    }

    /// <summary>Returns how a model writes the body in a media type.</summary>
    /// <param name="type">The media type that the model chose.</param>
    /// <param name="standard">How it writes the default.</param>
    /// <returns><see langword="null"/>: the engine refuses the media type.</returns>
    public ModelArgument? Find(string type, ModelArgument standard)
    {
        var content = Array.Find(_contents, own => MediaType.Essence(own.ContentType) == MediaType.Essence(type))
            ?? Array.Find(_contents, own => MediaType.Matches(own.ContentType, type));
        if (content is null || content == Default) return content is null ? null : standard;
        var names = new ArgumentNames();
        var level = ProjectionLevel.All[0];
        var schema = content.Schema?.Root ?? content.ItemSchema?.Root;
        if (schema is { } own)
        {
            var tree = content.Schema is null ? names.BelowItems() : names;
            new SchemaProjection(_schemas, level).Write(own, tree, level.Depth);
        }

        return standard with { Names = names, Content = content.As(type).Kind };
    }

    private string Describe(BodyContent content, int length)
    {
        var type = content.ContentType;
        if (content.Schema is { } schema && schema.Equals(Default!.Schema)) return $"{type}: the same fields.";
        var fields = FieldsOf(content);
        if (fields.Count == 0) return $"{type}.";
        var text = string.Join(", ", fields.Take(Fields).Select(field => ModelText.Short(field, FieldLength)));
        var more = fields.Count > Fields ? ", …" : "";
        return text.Length <= length ? $"{type}: an object with {text}{more}." : $"{type}: an object.";
    }

    private List<string> FieldsOf(BodyContent content)
    {
        if (content.Schema is null) return [];
        var names = new ArgumentNames();
        var level = ProjectionLevel.All[0];
        var written = new SchemaProjection(_schemas, level).Write(content.Schema.Root, names, depth: 1);
        return written["properties"] is JsonObject properties ? [.. properties.Select(property => property.Key)] : [];
    }
}

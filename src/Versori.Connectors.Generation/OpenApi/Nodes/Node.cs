using System.Globalization;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// A value of a document with its location. Reading it never throws: a value of the wrong type is treated as missing,
/// and a warning is added.
/// </summary>
internal sealed class Node
{
    private readonly Node? _parent;
    private readonly string _token;
    private readonly WarningLog _log;

    /// <summary>Creates a node from its pointer.</summary>
    public Node(JsonElement value, string pointer, WarningLog log)
        : this(value, parent: null, pointer, log)
    {
    }

    // Most nodes have no warning, so their pointers are never needed. A pointer can be long.
    private Node(JsonElement value, Node? parent, string token, WarningLog log)
    {
        Value = value;
        _parent = parent;
        _token = token;
        _log = log;
        log.Work.Step();
    }

    public JsonElement Value { get; }

    public string Pointer => _parent is null ? _token : Reading.Pointer.Append(_parent.Pointer, _token);

    public Work Work => _log.Work;

    /// <summary>The warnings of the document.</summary>
    public WarningLog Log => _log;

    public bool IsObject => Value.ValueKind == JsonValueKind.Object;

    public void Warn(string message, ConnectorErrorCode code = ConnectorErrorCode.InvalidDocument) =>
        _log.Add(this, message, code);

    public void WarnBelow(IEnumerable<string> path, string message) =>
        _log.Add(this, message, path: path);

    /// <summary>Returns a node with another value at the same location.</summary>
    public Node With(JsonElement value) => new(value, _parent, _token, _log);

    /// <summary>Returns a member that exists and is not null.</summary>
    public Node? Find(string name) =>
        IsObject && Value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? new(member, this, name, _log)
            : null;

    /// <summary>Returns the node of a member that was enumerated, unless it is null.</summary>
    public Node? Child(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Null ? null : new(member.Value, this, member.Name, _log);

    /// <summary>Returns a member that is an object.</summary>
    public Node? Object(string name)
    {
        if (Find(name) is not { } member) return null;
        return member.IsObject ? member : member.WarnWrongType<Node>("an object");
    }

    /// <summary>Returns the items of a member that is a list.</summary>
    public IEnumerable<Node> List(string name) => Find(name)?.Items() ?? [];

    /// <summary>Returns the items, if this is a list.</summary>
    public IEnumerable<Node> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            WarnWrongType<Node>("a list");
            yield break;
        }

        var index = 0;
        foreach (var item in Value.EnumerateArray())
        {
            var token = (index++).ToString(CultureInfo.InvariantCulture);
            yield return new(item, this, token, _log);
        }
    }

    /// <summary>Adds a warning about a part that is intentionally left out.</summary>
    public void WarnLeftOut(string message) => _log.AddLeftOut(Pointer, message);

    /// <summary>Returns the members, except extensions (<c>x-…</c>).</summary>
    public IEnumerable<(string Name, Node Value)> Members() =>
        Entries().Where(member => !member.Name.StartsWith("x-", StringComparison.Ordinal));

    /// <summary>
    /// Returns all members of a map. Its keys are names that the author chose, also if they begin with <c>x-</c>
    /// (OpenAPI 3.1 §4.8.7).
    /// </summary>
    public IEnumerable<(string Name, Node Value)> Entries()
    {
        if (!IsObject)
        {
            WarnWrongType<Node>("an object");
            yield break;
        }

        foreach (var member in Value.EnumerateObject())
        {
            yield return (member.Name, new(member.Value, this, member.Name, _log));
        }
    }

    /// <summary>
    /// Returns the text of a member. Numbers and booleans are returned as written, because unquoted text in YAML can
    /// have these types.
    /// </summary>
    public string? Text(string name) => Find(name)?.AsText();

    /// <summary>Returns this value as text.</summary>
    public string? AsText() => Value.ValueKind switch
    {
        JsonValueKind.String => Value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Value.GetRawText(),
        _ => WarnWrongType<string>("text"),
    };

    /// <summary>Whether a member is <c>true</c>. Other values are ignored, because extensions have no rules.</summary>
    public bool IsTrue(string name) => IsObject && Value.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.True;

    /// <summary>Returns the boolean value of a member; <see langword="null"/> when it is missing.</summary>
    public bool? Flag(string name) => Find(name) is not { } member ? null : member.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(member.Value.GetString(), out var flag) => flag,
        _ => member.WarnWrongType<object>("true or false") is not null,
    };

    private T? WarnWrongType<T>(string expected)
        where T : class
    {
        Warn($"This value must be {expected}. It is ignored.");
        return null;
    }
}

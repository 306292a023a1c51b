using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// A value of a document with its location. Reading it never throws: a value of the wrong type is treated as missing,
/// and a warning is added.
/// </summary>
internal sealed class Node(JsonElement value, string pointer, WarningLog log)
{
    public JsonElement Value => value;

    public string Pointer => pointer;

    public bool IsObject => value.ValueKind == JsonValueKind.Object;

    public void Warn(string message, ConnectorErrorCode code = ConnectorErrorCode.InvalidDocument) =>
        log.Add(pointer, message, code);

    public void WarnBelow(IEnumerable<string> path, string message) =>
        log.Add(pointer + Reading.Pointer.Of(path), message);

    /// <summary>Returns a member that exists and is not null.</summary>
    public Node? Find(string name) =>
        IsObject && value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? new(member, Reading.Pointer.Append(pointer, name), log)
            : null;

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
        if (value.ValueKind != JsonValueKind.Array)
        {
            WarnWrongType<Node>("a list");
            yield break;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var token = (index++).ToString(CultureInfo.InvariantCulture);
            yield return new(item, Reading.Pointer.Append(pointer, token), log);
        }
    }

    /// <summary>Adds a warning about a part that is intentionally left out.</summary>
    public void WarnLeftOut(string message) => log.AddLeftOut(pointer, message);

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

        foreach (var member in value.EnumerateObject())
        {
            yield return (member.Name, new(member.Value, Reading.Pointer.Append(pointer, member.Name), log));
        }
    }

    /// <summary>
    /// Returns the text of a member. Numbers and booleans are returned as written, because unquoted text in YAML can
    /// have these types.
    /// </summary>
    public string? Text(string name) => Find(name)?.AsText();

    /// <summary>Returns this value as text.</summary>
    public string? AsText() => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => WarnWrongType<string>("text"),
    };

    /// <summary>Whether a member is <c>true</c>. Other values are ignored, because extensions have no rules.</summary>
    public bool IsTrue(string name) => IsObject && value.TryGetProperty(name, out var member)
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

using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// A value of a document with its place. Reading it never fails: what has the wrong type is as good as missing, and leaves
/// a warning.
/// </summary>
internal sealed class Node(JsonElement value, string pointer, WarningLog log)
{
    public JsonElement Value => value;

    public string Pointer => pointer;

    public bool IsObject => value.ValueKind == JsonValueKind.Object;

    public void Warn(string message, ConnectorErrorCode code = ConnectorErrorCode.InvalidDocument) => log.Add(pointer, message, code);

    public void WarnBelow(IEnumerable<string> path, string message) =>
        log.Add(pointer + Reading.Pointer.Of(path), message);

    /// <summary>A member that is there and not null.</summary>
    public Node? Find(string name) =>
        IsObject && value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? new(member, Reading.Pointer.Append(pointer, name), log)
            : null;

    /// <summary>A member that is an object.</summary>
    public Node? Object(string name) => Find(name) is not { } member ? null : member.IsObject ? member : member.WarnWrongType<Node>("an object");

    /// <summary>The items of a member that is a list.</summary>
    public IEnumerable<Node> List(string name) => Find(name)?.Items() ?? [];

    /// <summary>The items, if this is a list.</summary>
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
            yield return new(item, Reading.Pointer.Append(pointer, (index++).ToString(CultureInfo.InvariantCulture)), log);
        }
    }

    /// <summary>The members, extensions (<c>x-…</c>) left out.</summary>
    public IEnumerable<(string Name, Node Value)> Members()
    {
        if (!IsObject)
        {
            WarnWrongType<Node>("an object");
            yield break;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!member.Name.StartsWith("x-", StringComparison.Ordinal))
            {
                yield return (member.Name, new(member.Value, Reading.Pointer.Append(pointer, member.Name), log));
            }
        }
    }

    /// <summary>The text of a member; numbers and booleans, which unquoted YAML makes of some texts, are taken as written.</summary>
    public string? Text(string name) => Find(name)?.AsText();

    /// <summary>This value as text.</summary>
    public string? AsText() => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => WarnWrongType<string>("text"),
    };

    /// <summary>The truth of a member; missing is <see langword="null"/>.</summary>
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
        Warn($"This should be {expected}; it is ignored.");
        return null;
    }
}

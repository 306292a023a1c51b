using System.Text.Json;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Reads members of a chat model's JSON under the names that models give them.</summary>
internal static class ResponseMembers
{
    private static readonly string[] References = ["id", "endpointid", "operationid", "endpoint", "operation", "name"];
    private static readonly string[] Reasons = ["why", "reason", "rationale", "because"];

    /// <summary>Returns a member, whatever its case and separators: "notNeeded" is also "not_needed".</summary>
    public static JsonElement? Member(JsonElement value, params ReadOnlySpan<string> names)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        foreach (var name in names)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (Plain(member.Name) == name) return member.Value;
            }
        }

        return null;
    }

    /// <summary>Returns the text of a member; <see langword="null"/> if it is missing or no text.</summary>
    public static string? Text(JsonElement value, params ReadOnlySpan<string> names) =>
        Member(value, names) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Returns the endpoint that an object names: by an id, or by method and path.</summary>
    public static string? Reference(JsonElement value)
    {
        var isOperation = Text(value, "method", "verb") is { } && Text(value, "path", "url") is { };
        return Text(value, References)
            ?? (isOperation ? $"{Text(value, "method", "verb")} {Text(value, "path", "url")}" : null);
    }

    /// <summary>Returns why an object was chosen.</summary>
    public static string Reason(JsonElement value) => Text(value, Reasons) ?? "";

    private static string Plain(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}

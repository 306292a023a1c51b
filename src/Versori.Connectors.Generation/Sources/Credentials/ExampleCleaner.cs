using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Copies examples without values that are credentials, and without variables of a tool.</summary>
internal static class ExampleCleaner
{
    private const int MaximumSize = 20_000;
    private const int MaximumDepth = 60;

    /// <summary>Returns the example; <see langword="null"/> if nothing of it can be kept.</summary>
    public static JsonNode? Of(JsonElement value, Work work)
    {
        var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value);
        return raw.Length > MaximumSize ? null : Copy(value, work, 0);
    }

    /// <summary>Whether a value of a parameter may be an example.</summary>
    public static bool MayKeep(string name, string value) =>
        value.Length is > 0 and <= 200
        && !CredentialNames.IsCredential(name)
        && !OpaqueText.IsToken(value)
        && !value.Contains("{{", StringComparison.Ordinal);

    private static JsonNode? Copy(JsonElement value, Work work, int depth)
    {
        work.Step();
        if (depth > MaximumDepth) return null;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var copy = new JsonObject();
                foreach (var member in value.EnumerateObject())
                {
                    var isDropped = CredentialNames.IsCredential(member.Name) || OpaqueText.IsToken(member.Name);
                    if (isDropped) continue;
                    if (Copy(member.Value, work, depth + 1) is { } kept) copy[member.Name] = kept;
                }

                return copy;
            case JsonValueKind.Array:
                var items = new JsonArray();
                foreach (var item in value.EnumerateArray())
                {
                    if (Copy(item, work, depth + 1) is { } kept) items.Add(kept);
                }

                return items;
            case JsonValueKind.String:
                var text = value.GetString()!;
                return text.Contains("{{", StringComparison.Ordinal) || OpaqueText.IsToken(text)
                    ? null
                    : JsonValue.Create(OpaqueText.Without(text));
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return JsonValue.Create(value.Clone());
            default:
                return null;
        }
    }
}

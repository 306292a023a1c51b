using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2.Responses;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Reads the fields of metadata documents (RFC 8414 §2, RFC 9728 §2).</summary>
internal static class MetadataFields
{
    public static bool IsTrue(JsonElement document, string name) =>
        ResponseField.Find(document, name) is { ValueKind: JsonValueKind.True };

    public static IReadOnlyList<string> Texts(JsonElement document, string name)
    {
        if (ResponseField.Find(document, name) is not { ValueKind: JsonValueKind.Array } list) return [];
        return
        [
            .. list.EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.String)
                .Select(item => item.GetString()!),
        ];
    }
}

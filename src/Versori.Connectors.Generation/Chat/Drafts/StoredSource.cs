using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Converts imports to sources that are stored, and back.</summary>
internal static class StoredSource
{
    private const string Others = "otherServers", Missing = "missingServer", Keys = "keysWithoutWord";
    private const string Items = "unclearItems", Descriptions = "serverDescriptions";

    public static ConversationSource Of(ImportResult import)
    {
        var points = new JsonObject();
        if (import.OtherServers.Count > 0)
        {
            points[Others] = Texts(import.OtherServers);
            if (import.ServerDescriptions.Count > 0) points[Descriptions] = Texts(import.ServerDescriptions);
        }

        if (import.MissingServer is { } missing) points[Missing] = missing;
        if (import.KeysWithoutWord.Count > 0) points[Keys] = Texts(import.KeysWithoutWord);
        if (import.UnclearItems.Count > 0)
        {
            points[Items] = new JsonObject(import.UnclearItems.Select(item =>
                KeyValuePair.Create(item.Key, (JsonNode?)Texts(item.Value))));
        }

        var text = points.Count == 0 ? "" : points.ToJsonString();
        var json = import.Definition.ToJson();
        return new()
        {
            Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json + text))),
            Definition = import.Definition,
            OpenPoints = text.Length == 0 ? null : JsonFragment.Parse(text),
        };
    }

    public static ImportResult Read(ConversationSource source)
    {
        var import = ImportResult.Of(source.Definition);
        if (source.OpenPoints is not { Root: { ValueKind: JsonValueKind.Object } root }) return import;
        return import with
        {
            OtherServers = root.TryGetProperty(Others, out var others) ? Texts(others) : [],
            ServerDescriptions = root.TryGetProperty(Descriptions, out var descriptions)
                ? descriptions.EnumerateObject().ToDictionary(
                    item => item.Name, item => item.Value.GetString()!, StringComparer.Ordinal)
                : import.ServerDescriptions,
            MissingServer = root.TryGetProperty(Missing, out var missing) ? missing.GetString() : null,
            KeysWithoutWord = root.TryGetProperty(Keys, out var keys) ? Texts(keys) : [],
            UnclearItems = root.TryGetProperty(Items, out var items)
                ? items.EnumerateObject().ToDictionary(
                    item => item.Name, item => Texts(item.Value), StringComparer.Ordinal)
                : import.UnclearItems,
        };
    }

    private static JsonObject Texts(IEnumerable<KeyValuePair<string, string>> texts) =>
        new(texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static IReadOnlyList<string> Texts(JsonElement list) =>
        [.. list.EnumerateArray().Select(item => item.GetString()!)];
}

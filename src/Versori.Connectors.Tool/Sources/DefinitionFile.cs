using System.Text.Json;

namespace Versori.Connectors.Tool.Sources;

/// <summary>Recognizes definitions among documents.</summary>
internal static class DefinitionFile
{
    private static readonly string[] OfDefinitions = ["baseUrl", "authMethods", "endpoints", "formatVersion"];

    private static readonly string[] OfDocuments =
    [
        "openapi", "swagger", "info", "paths", "log", "item", "data", "__schema", "kind", "discoveryVersion",
    ];

    /// <summary>Whether the text is a connector's definition, and not a document to import.</summary>
    public static bool IsDefinition(ReadOnlySpan<byte> text)
    {
        var content = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        if (content.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..]) return false;
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = 512 });
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (OfDefinitions.Contains(name, StringComparer.Ordinal)) return true;
                if (OfDocuments.Contains(name, StringComparer.Ordinal)) return false;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            return false; // The import reports what is wrong with it.
        }

        return false;
    }
}

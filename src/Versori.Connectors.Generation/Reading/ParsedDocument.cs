using System.Text.Json;

namespace Versori.Connectors.Generation.Reading;

/// <summary>A document's tree, with the JSON text that it was parsed from.</summary>
internal sealed record ParsedDocument(JsonDocument Document, ReadOnlyMemory<byte> Json) : IDisposable
{
    public JsonElement Root => Document.RootElement;

    public void Dispose() => Document.Dispose();
}

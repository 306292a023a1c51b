using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Versori.Connectors.Generation.OpenApi.Export;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>Writes overlays as JSON.</summary>
internal static class OverlayWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
        MaxDepth = 1_000,
    };

    public static string Write(OpenApiOverlay overlay)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("overlay", "1.1.0");
            writer.WriteStartObject("info");
            writer.WriteString("title", overlay.Title);
            writer.WriteString("version", overlay.Version);
            writer.WriteEndObject();
            if (overlay.Extends is { } extends) writer.WriteString("extends", extends);
            if (overlay.ConnectorId is { } connector) writer.WriteString(ExtensionNames.Connector, connector.Value);
            writer.WriteStartArray("actions");
            foreach (var action in overlay.Actions) Write(writer, action);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, OverlayAction action)
    {
        writer.WriteStartObject();
        writer.WriteString("target", action.Target);
        if (action.Description is { } description) writer.WriteString("description", description);
        if (action.EndpointId is { } id) writer.WriteString(ExtensionNames.EndpointId, id);
        Write("update", action.Update);
        if (action.Remove) writer.WriteBoolean("remove", true);
        if (action.Copy is { } copy) writer.WriteString("copy", copy);
        Write(ExtensionNames.Before, action.Before);
        writer.WriteEndObject();

        void Write(string name, JsonFragment? value)
        {
            if (value is null) return;
            writer.WritePropertyName(name);
            value.Root.WriteTo(writer);
        }
    }
}

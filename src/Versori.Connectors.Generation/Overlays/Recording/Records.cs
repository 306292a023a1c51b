using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>Converts definitions to JSON that can be edited, and back.</summary>
internal static class Records
{
    private static readonly string[] NotSettings = ["id", "formatVersion", "endpoints"];

    public static JsonObject Of(ConnectorEndpoint endpoint) =>
        JsonSerializer.SerializeToNode(endpoint, Contract<ConnectorEndpoint>())!.AsObject();

    /// <summary>The members of a definition other than its endpoints and what identifies it.</summary>
    public static JsonObject Settings(ConnectorDefinition definition)
    {
        var settings = JsonSerializer.SerializeToNode(
            definition with { Endpoints = [] }, Contract<ConnectorDefinition>())!.AsObject();
        foreach (var name in NotSettings) settings.Remove(name);
        return settings;
    }

    /// <summary>Reads an endpoint; <see langword="null"/> and the problem if the JSON is none.</summary>
    public static ConnectorEndpoint? Endpoint(JsonObject value, out string? problem) =>
        Read<ConnectorEndpoint>(value, out problem);

    /// <summary>
    /// Returns a definition with changed settings; <see langword="null"/> and the problem if it is none.
    /// </summary>
    public static ConnectorDefinition? With(ConnectorDefinition definition, JsonObject settings, out string? problem)
    {
        var whole = settings.DeepClone().AsObject();
        foreach (var name in NotSettings) whole.Remove(name);
        whole["id"] = definition.Id.Value;
        return Read<ConnectorDefinition>(whole, out problem) is { } read
            ? read with { Endpoints = definition.Endpoints }
            : null;
    }

    private static T? Read<T>(JsonObject value, out string? problem)
        where T : class
    {
        problem = null;
        try
        {
            return value.Deserialize(Contract<T>());
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException
            or InvalidOperationException)
        {
            problem = exception.Message;
            return null;
        }
    }

    private static JsonTypeInfo<T> Contract<T>() => (JsonTypeInfo<T>)ConnectorJson.Options.GetTypeInfo(typeof(T));
}

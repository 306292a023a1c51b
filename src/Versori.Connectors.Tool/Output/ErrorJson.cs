using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Tool.Output;

/// <summary>Errors and warnings as JSON.</summary>
internal static class ErrorJson
{
    public static JsonArray List(IEnumerable<ConnectorError> errors) => [.. errors.Select(Of)];

    public static JsonNode Of(ConnectorError error)
    {
        var json = new JsonObject { ["code"] = Word(error.Code), ["message"] = error.Message };
        if (!string.IsNullOrEmpty(error.Location)) json["location"] = error.Location;
        if (error.Line is { } line) json["line"] = line;
        if (error.IsTransient) json["isTransient"] = true;
        if (error.RetryAfter is { } wait) json["retryAfterSeconds"] = Math.Ceiling(wait.TotalSeconds);
        if (error.Related.Count > 0) json["related"] = Texts(error.Related);
        return json;
    }

    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    /// <summary>The name of an enum's value as in definitions: in camel case.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

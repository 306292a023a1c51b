using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>The text of values, and what no value may have, whatever its schema.</summary>
internal static class ArgumentCheck
{
    /// <summary>The text of a value outside JSON. A value that is not a scalar is written as JSON.</summary>
    public static string Text(JsonNode? value)
    {
        if (value is null) return "";
        if (value is not JsonValue scalar || scalar.GetValueKind() != JsonValueKind.String) return value.ToJsonString();
        if (scalar.TryGetValue<string>(out var text)) return text;

        // A JSON value that was created from a date or an id provides its text only as JSON.
        using var document = JsonDocument.Parse(scalar.ToJsonString());
        return document.RootElement.GetString()!;
    }

    /// <summary>Adds an error for each text in a value that is not valid Unicode. It would arrive changed.</summary>
    public static void AddTextProblems(JsonNode? value, string place, List<ConnectorError> errors)
    {
        switch (value)
        {
            case JsonArray items:
                foreach (var (index, item) in items.Index())
                {
                    if (HasText(item)) AddTextProblems(item, $"{place}/{index}", errors);
                }

                break;
            case JsonObject fields:
                foreach (var (name, field) in fields)
                {
                    if (PositionEncoder.TextProblem(name) is { } broken)
                        errors.Add(ArgumentBinder.Invalid(place, $"The name of a field is not valid. {broken}"));
                    else if (HasText(field)) AddTextProblems(field, JsonPointer.Append(place, name), errors);
                }

                break;
            case JsonValue scalar when scalar.TryGetValue<string>(out var text):
                if (PositionEncoder.TextProblem(text) is { } problem)
                    errors.Add(ArgumentBinder.Invalid(place, problem));
                break;
            default:
                break;
        }
    }

    private static bool HasText(JsonNode? node) => node switch
    {
        null => false,
        JsonValue scalar => scalar.TryGetValue<string>(out var text) && PositionEncoder.TextProblem(text) is not null,
        _ => true,
    };
}

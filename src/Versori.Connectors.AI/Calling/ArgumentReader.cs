using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Versori.Connectors.AI.Schemas;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.AI.Calling;

/// <summary>Turns the arguments that a model gave into those of the engine.</summary>
internal static class ArgumentReader
{
    /// <summary>Reads the arguments of a function as JSON.</summary>
    public static JsonObject Read(AIFunctionArguments arguments)
    {
        var read = new JsonObject();
        foreach (var (name, value) in arguments) read[name] = NodeOf(value);
        return read;
    }

    /// <summary>Translates names back. Unknown arguments are errors.</summary>
    /// <param name="given">The arguments by the names that the model knows.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="errors">The list to which errors are added.</param>
    /// <returns>The arguments, and the media type of the body if it has to be stated.</returns>
    public static (EndpointArguments Arguments, string? ContentType) Translate(
        JsonObject given, EndpointParameters parameters, List<ConnectorError> errors)
    {
        var arguments = new EndpointArguments();
        var type = parameters.Types.HasChoice ? TypeOf(given, parameters, errors) : null;
        foreach (var (name, value) in given)
        {
            if (value is null || (parameters.Types.HasChoice && name == EndpointParameters.ContentTypeName)) continue;
            if (parameters.Find(name, type) is not { } argument)
            {
                errors.Add(Unknown(name, parameters));
                continue;
            }

            arguments[argument.Name] = argument.Content is { } kind
                ? ContentOf(value, kind, argument.Names)
                : Original(value, argument.Names);
        }

        var hasBody = given[EndpointParameters.BodyName] is not null;
        return (arguments, hasBody ? type ?? parameters.Types.Stated : null);
    }

    private static string? TypeOf(JsonObject given, EndpointParameters parameters, List<ConnectorError> errors)
    {
        if (given[EndpointParameters.ContentTypeName] is not { } value) return null;
        var isText = value is JsonValue scalar && scalar.TryGetValue<string>(out _);
        var type = value.ToString();
        if (isText && parameters.Find(EndpointParameters.BodyName, type) is not null) return type;
        errors.Add(new()
        {
            Code = ConnectorErrorCode.InvalidArgument,
            Location = EndpointParameters.ContentTypeName,
            Message = $"The endpoint does not accept this media type. {parameters.Types.Accepted}",
        });
        return null;
    }

    private static object? ContentOf(JsonNode value, MediaKind kind, ArgumentNames names)
    {
        if (kind is MediaKind.Text or MediaKind.Binary or MediaKind.EventStream)
        {
            return value is JsonValue scalar && scalar.TryGetValue<string>(out var text)
                ? DataUrl.Read(text)?.Bytes ?? (object)text
                : Original(value, names);
        }

        var node = Original(Opened(value), names);
        return kind == MediaKind.Multipart && node is JsonObject fields
            ? fields.ToDictionary(field => field.Key, field => PartOf(field.Value), StringComparer.Ordinal)
            : node;
    }

    // A file is given as a data URL.
    private static object? PartOf(JsonNode? value) => value switch
    {
        JsonArray items when items.Any(item => DataUrl.Read(item) is not null) => items.Select(PartOf).ToList(),
        _ when DataUrl.Read(value) is { } file => new FilePart(file.Bytes) { ContentType = file.Type },
        _ => value?.DeepClone(),
    };

    private static ConnectorError Unknown(string name, EndpointParameters parameters)
    {
        var names = NearestNames.Of(name, parameters.Names);
        return new()
        {
            Code = ConnectorErrorCode.InvalidArgument,
            Location = name,
            Message = names.Count == 0
                ? "The function has no arguments."
                : $"The function has no such argument. There are: {string.Join(", ", names.Take(20))}.",
        };
    }

    // Some models write a structure as text.
    private static JsonNode Opened(JsonNode value)
    {
        if (value is not JsonValue scalar || !scalar.TryGetValue<string>(out var text)) return value;
        if (text.TrimStart() is not ['{' or '[', ..]) return value;
        try
        {
            return Texts.AgentJson.Parse(text) ?? value;
        }
        catch (JsonException)
        {
            return value; // It is text that begins like JSON. The engine checks it against the schema.
        }
    }

    private static JsonNode? Original(JsonNode? value, ArgumentNames? names) => value switch
    {
        JsonObject fields => Original(fields, names),
        JsonArray items => new JsonArray([.. items.Select(item => Original(item, names?.Items))]),
        _ => value?.DeepClone(),
    };

    // A model may use the legal name and the original one of a member. The last one counts, as in JSON.
    private static JsonObject Original(JsonObject fields, ArgumentNames? names)
    {
        var originals = new JsonObject();
        foreach (var (name, value) in fields)
        {
            var (original, below) = names?.Find(name) ?? (name, null);
            originals[original] = Original(value, below);
        }

        return originals;
    }

    private static JsonNode? NodeOf(object? value) => value switch
    {
        null => null,
        JsonElement element => Texts.AgentJson.Node(element),
        JsonNode node => node.DeepClone(),
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        _ => JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())),
    };
}

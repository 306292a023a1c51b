using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>Makes the arguments of one endpoint.</summary>
internal sealed class ExampleBuilder(
    EndpointRequestFactory requests,
    ConnectorEndpoint endpoint,
    SchemaValidator validator,
    ExampleOptions options)
{
    private const int Variants = 6;

    private static readonly JsonElement Any = Parse("{}");

    // An empty list or object is nothing in a URL.
    private static readonly JsonElement NotEmpty = Parse("""{"minProperties":1,"minItems":1,"minLength":1}""");

    private readonly EndpointArguments _arguments = [];
    private readonly Dictionary<string, ExampleOrigin> _origins = new(StringComparer.Ordinal);

    public EndpointExample Build()
    {
        var content = Content();
        foreach (var slot in requests.Slots.Where(IsIncluded)) AddParameter(slot);
        if (content is not null && NeedsBody(content)) AddBody(content);
        else content = null;
        return new()
        {
            EndpointId = endpoint.Id,
            Arguments = _arguments,
            ContentType = content?.ContentType,
            Origins = _origins,
            Problems = Problems(content),
        };
    }

    private BodyContent? Content() => options.ContentType is { } chosen
        ? Array.Find(requests.Contents, content => MediaType.Matches(content.ContentType, chosen))
        : requests.Contents.FirstOrDefault();

    // A parameter that is the whole query excludes all others of the query.
    private bool IsIncluded(ParameterSlot slot)
    {
        if (slot.IsRequired) return true;
        if (!options.IncludesOptional || slot.IsManaged || slot.In == ParameterLocation.QueryString) return false;
        return slot.In != ParameterLocation.Query
            || !requests.Slots.Any(other => other is { In: ParameterLocation.QueryString, IsRequired: true });
    }

    // Many documents do not say that a body is required, but that fields of it are.
    private bool NeedsBody(BodyContent content)
    {
        if (endpoint.RequestBody?.Required == true || options.IncludesOptional) return true;
        return content.Schema is { } schema && new SchemaParts(validator, [schema.Root]).Has("required");
    }

    private void AddParameter(ParameterSlot slot)
    {
        var name = NameOf(slot, requests);
        var made = MakeParameter(slot);
        if (made.Value is null) return;
        _arguments[name] = made.Value;
        _origins[name] = made.Origin;
    }

    /// <summary>The name under which a call gives a parameter.</summary>
    public static string NameOf(ParameterSlot slot, EndpointRequestFactory requests)
    {
        if (requests.Contents.Length > 0 && slot.Name == ArgumentBinder.BodyName) return slot.QualifiedName;
        var first = requests.Slots.Where(other => other.Name == slot.Name).MinBy(other => other.In);
        return first == slot ? slot.Name : slot.QualifiedName;
    }

    private Made MakeParameter(ParameterSlot slot)
    {
        if (!options.IgnoresExamples && slot.Example is { } example
            && StatedExample.Typed(example.Root, slot.Declared, validator) is { } stated
            && CanBeSent(slot, stated))
        {
            return new(stated, true, ExampleOrigin.Example);
        }

        if (slot.Declared is not { } schema) return new(JsonValue.Create("text"), true);
        Made? first = null;
        foreach (var needed in (ReadOnlySpan<JsonElement>)[Any, NotEmpty])
        {
            var maker = new ValueMaker(validator, options);
            for (var variant = 0; variant < Variants; variant++)
            {
                var made = maker.Make(variant, schema.Root, needed);
                if (made.IsValid && CanBeSent(slot, made.Value)) return made;
                if (first is null && CanBeSent(slot, made.Value)) first = made;
            }
        }

        return first ?? new(slot.IsRequired ? JsonValue.Create("text") : null, false);
    }

    private static JsonElement Parse(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return document.RootElement.Clone();
    }

    // What the place of a parameter cannot carry.
    private static bool CanBeSent(ParameterSlot slot, JsonNode? value)
    {
        if (value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 }) return false;
        if (value is JsonArray items && items.Any(item => item is null)) return false;
        var text = ArgumentCheck.Text(value);
        if (text.Length == 0) return false;
        return slot.In switch
        {
            ParameterLocation.Path => !text.Split('/').Any(segment => segment is "." or ".."),
            ParameterLocation.Header => PositionEncoder.HeaderProblem(text) is null,
            ParameterLocation.Cookie => text.All(character => character is > ' ' and <= '~' and not (';' or '\\')),
            _ => true,
        };
    }

    private void AddBody(BodyContent content)
    {
        var origin = ExampleOrigin.Made;
        var value = ExampleBody.Make(content, ExampleOf(content), validator, options, ref origin);
        _arguments[ArgumentBinder.BodyName] = value;
        _origins[ArgumentBinder.BodyName] = origin;
    }

    private JsonElement? ExampleOf(BodyContent content)
    {
        // The body of a GraphQL or SOAP operation need not be described.
        if (options.IgnoresExamples || endpoint.RequestBody is not { } body) return null;
        var example = body.ContentType == content.ContentType
            ? body.Example
            : body.Alternatives.FirstOrDefault(other => other.ContentType == content.ContentType)?.Example;
        return example?.Root;
    }

    private IReadOnlyList<ConnectorError> Problems(BodyContent? content)
    {
        try
        {
            requests.Create(_arguments, new() { ContentType = TypeFor(content) }).Dispose();
            return [];
        }
        catch (ConnectorException exception)
        {
            return exception.Errors;
        }
    }

    private static string? TypeFor(BodyContent? content) =>
        content is null || content.ContentType.Contains('*', StringComparison.Ordinal) ? null : content.ContentType;
}

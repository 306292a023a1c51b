using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <content>Objects (JSON Schema core §10.3.2, validation §6.5).</content>
internal sealed partial class ValueMaker
{
    private const int MaximumOptionalDepth = 5;
    private const int MaximumMadeUpFields = 50;

    private Made MakeObject(SchemaParts parts, int variant)
    {
        var fields = new JsonObject();
        var (least, most) = parts.Range("minProperties", "maxProperties");
        var declared = Declared(parts);
        var isValid = true;
        foreach (var name in RequiredOf(parts)) isValid &= AddField(parts, fields, name, variant, isNeeded: true);
        if (options.IncludesOptional != (_toggledDepth == _depth) && _depth <= MaximumOptionalDepth)
        {
            foreach (var name in declared.TakeWhile(_ => fields.Count < most)) AddOptional(name);
        }

        foreach (var name in declared.TakeWhile(_ => fields.Count < least)) AddOptional(name);
        foreach (var name in MadeUpNames(parts).TakeWhile(_ => fields.Count < least)) AddOptional(name);
        isValid &= AddDependencies(parts, fields, variant);
        return new(fields, isValid && fields.Count >= least && fields.Count <= most);

        void AddOptional(string name)
        {
            if (!fields.ContainsKey(name)) AddField(parts, fields, name, variant, isNeeded: false);
        }
    }

    private bool AddField(SchemaParts parts, JsonObject fields, string name, int variant, bool isNeeded)
    {
        if (!isNeeded && _steps < 0) return false;
        var schemas = FieldSchemas(parts, name, out var isAllowed);
        if (!isAllowed && !isNeeded) return false;
        var made = Follow(schemas, variant);
        var isValid = made.IsValid && isAllowed;
        if (isValid || isNeeded) fields[name] = made.Value;
        return isValid;
    }

    // JSON Schema validation §6.5.4.
    private bool AddDependencies(SchemaParts parts, JsonObject fields, int variant)
    {
        var isValid = true;
        for (var before = -1; before != fields.Count;)
        {
            before = fields.Count;
            foreach (var dependency in parts.All.SelectMany(part => SchemaKeywords.Members(part, "dependentRequired")))
            {
                if (!fields.ContainsKey(dependency.Name) || dependency.Value.ValueKind != JsonValueKind.Array) continue;
                foreach (var name in dependency.Value.EnumerateArray().Where(IsText).Select(item => item.GetString()!))
                {
                    if (!fields.ContainsKey(name)) isValid &= AddField(parts, fields, name, variant, isNeeded: true);
                }
            }
        }

        return isValid;
    }

    // What the external system sets is not part of a request (OpenAPI 3.0 §4.7.24.2, readOnly).
    private List<string> RequiredOf(SchemaParts parts) =>
    [
        .. parts.All
            .SelectMany(part => SchemaKeywords.Texts(part, "required"))
            .Distinct(StringComparer.Ordinal)
            .Where(name => !IsReadOnly(parts, name)),
    ];

    private List<string> Declared(SchemaParts parts) =>
    [
        .. parts.All
            .SelectMany(part => SchemaKeywords.Members(part, "properties"))
            .OrderBy(property => IsDeprecated(property.Value) ? 1 : 0)
            .Select(property => property.Name)
            .Distinct(StringComparer.Ordinal)
            .Where(name => !IsReadOnly(parts, name)),
    ];

    private static bool IsDeprecated(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && SchemaKeywords.IsTrue(schema, "deprecated");

    private bool HasReadOnly(SchemaParts parts, JsonNode? value) =>
        value is JsonObject fields && fields.Any(field => IsReadOnly(parts, field.Key));

    private bool IsReadOnly(SchemaParts parts, string name) => parts.All.Exists(part =>
        SchemaKeywords.Find(part, "properties", JsonValueKind.Object) is { } properties
        && properties.TryGetProperty(name, out var property)
        && new SchemaParts(validator, [property]).All.Exists(schema => SchemaKeywords.IsTrue(schema, "readOnly")));

    /// <summary>The schemas of one field: of its name, of patterns that match, else of all others.</summary>
    private List<JsonElement> FieldSchemas(SchemaParts parts, string name, out bool isAllowed)
    {
        isAllowed = true;
        var schemas = new List<JsonElement>();
        foreach (var part in parts.All)
        {
            var count = schemas.Count;
            if (SchemaKeywords.Find(part, "properties", JsonValueKind.Object) is { } properties
                && properties.TryGetProperty(name, out var declared))
            {
                schemas.Add(declared);
            }

            foreach (var pattern in SchemaKeywords.Members(part, "patternProperties"))
            {
                if (TextMaker.IsMatch(validator, pattern.Name, name)) schemas.Add(pattern.Value);
            }

            if (schemas.Count > count || SchemaKeywords.Find(part, "additionalProperties") is not { } others) continue;
            if (others.ValueKind == JsonValueKind.False) isAllowed = false;
            else schemas.Add(others);
        }

        return schemas;
    }

    private IEnumerable<string> MadeUpNames(SchemaParts parts)
    {
        var names = parts.Find("propertyNames", JsonValueKind.Object).ToList();
        var patterns = parts.All.SelectMany(part => SchemaKeywords.Members(part, "patternProperties")).ToList();
        for (var i = 0; i < MaximumMadeUpFields && _steps > 0; i++)
        {
            if (names.Count > 0 && Follow(names, i).Value is JsonValue text) yield return ArgumentCheck.Text(text);
            foreach (var pattern in patterns.Take(3))
            {
                if (TextMaker.OfPattern(validator, pattern.Name, i) is { } name) yield return name;
            }

            yield return $"key{(i + 1).ToString(CultureInfo.InvariantCulture)}";
        }
    }

    private static bool IsText(JsonElement item) => item.ValueKind == JsonValueKind.String;
}

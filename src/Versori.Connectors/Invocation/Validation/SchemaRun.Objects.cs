using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <content>Objects (JSON Schema core §10.3.2, validation §6.5).</content>
internal sealed partial class SchemaRun
{
    private const int MaximumSuggestions = 200;
    private const int MaximumLinks = 8;

    private void CheckObject(List<JsonElement> parts, JsonObject fields, ValuePlace? place, KnownNames known)
    {
        foreach (var part in parts)
        {
            CheckProperties(part, fields, place);
            CheckRequired(parts, part, fields, place);
            CheckCounts(part, fields, place);
            CheckDependent(part, fields, place, known);
        }

        CheckOthers(parts, fields, place, known);
    }

    private void CheckProperties(JsonElement part, JsonObject fields, ValuePlace? place)
    {
        foreach (var property in SchemaKeywords.Members(part, "properties"))
        {
            if (fields.TryGetPropertyValue(property.Name, out var value))
                Visit(property.Value, value, new(place, property.Name), inherited: null);
        }
    }

    private void CheckRequired(List<JsonElement> parts, JsonElement part, JsonObject fields, ValuePlace? place)
    {
        foreach (var name in SchemaKeywords.Texts(part, "required"))
        {
            if (fields.ContainsKey(name) || IsLeftOut(parts, name)) continue;
            Add(new(place, name), "The field is required and was not given.");
        }

        foreach (var dependency in SchemaKeywords.Members(part, "dependentRequired"))
        {
            if (!fields.ContainsKey(dependency.Name) || dependency.Value.ValueKind != JsonValueKind.Array) continue;
            foreach (var name in dependency.Value.EnumerateArray().Where(IsText).Select(item => item.GetString()!))
            {
                if (!fields.ContainsKey(name))
                    Add(new(place, name), $"The field is required together with '{dependency.Name}'.");
            }
        }
    }

    private void CheckCounts(JsonElement part, JsonObject fields, ValuePlace? place)
    {
        var (least, most) = SchemaKeywords.Range(part, "minProperties", "maxProperties");
        if (fields.Count < least) Add(place, $"The object must have at least {least} fields, and has {fields.Count}.");
        if (fields.Count > most) Add(place, $"The object must have at most {most} fields, and has {fields.Count}.");
    }

    private void CheckDependent(JsonElement part, JsonObject fields, ValuePlace? place, KnownNames known)
    {
        foreach (var dependency in SchemaKeywords.Members(part, "dependentSchemas"))
        {
            if (fields.ContainsKey(dependency.Name)) Visit(dependency.Value, fields, place, known);
        }

        if (SchemaKeywords.Find(part, "propertyNames", JsonValueKind.Object) is not { } names) return;
        foreach (var (name, _) in fields)
        {
            Visit(names, JsonValue.Create(name), new(place, name), inherited: null);
        }
    }

    // Fields that "properties" does not name: "patternProperties", else "additionalProperties". All schemas of the
    // value are considered together, because a closed schema within allOf would otherwise refuse what the others
    // declare.
    private void CheckOthers(List<JsonElement> parts, JsonObject fields, ValuePlace? place, KnownNames known)
    {
        var isChecked = parts.Exists(part =>
            part.TryGetProperty("additionalProperties", out _) || part.TryGetProperty("patternProperties", out _));
        if (!isChecked) return;
        HashSet<string>? ofAlternatives = null;
        foreach (var (name, value) in fields)
        {
            var isMatched = false;
            foreach (var part in parts) isMatched |= CheckPatterns(part, name, value, place);
            if (isMatched || known.Contains(name)) continue;
            ofAlternatives ??= AlternativeNames(parts);
            if (ofAlternatives.Contains(name)) continue;
            foreach (var part in parts)
            {
                if (SchemaKeywords.Find(part, "additionalProperties") is not { } others) continue;
                if (others.ValueKind != JsonValueKind.False)
                {
                    Visit(others, value, new(place, name), inherited: null);
                    continue;
                }

                Add(new(place, name), UnknownField(name, DeclaredNames(parts)));
                break;
            }
        }
    }

    private bool CheckPatterns(JsonElement part, string name, JsonNode? value, ValuePlace? place)
    {
        var isMatched = false;
        foreach (var pattern in SchemaKeywords.Members(part, "patternProperties"))
        {
            var matches = IsMatch(pattern.Name, name);
            isMatched |= matches != false;
            if (matches == true) Visit(pattern.Value, value, new(place, name), inherited: null);
        }

        return isMatched;
    }

    private static string UnknownField(string name, HashSet<string> declared)
    {
        if (declared.Count == 0) return "The object cannot have fields.";
        var names = NearestNames.Of(name, declared.Take(MaximumSuggestions));
        return $"There is no such field. Did you mean '{names[0]}'? There are: "
            + $"{string.Join(", ", names.Take(MaximumListed))}.";
    }

    // What is required is known, although a careless schema does not declare it.
    private HashSet<string> DeclaredNames(List<JsonElement> parts)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            names.UnionWith(SchemaKeywords.Members(part, "properties").Select(property => property.Name));
            names.UnionWith(SchemaKeywords.Texts(part, "required"));
        }

        _steps -= names.Count / 8;
        return names;
    }

    private HashSet<string> AlternativeNames(List<JsonElement> parts)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<(JsonElement Schema, int Links)>();
        foreach (var part in parts) PushAlternatives(part, 0);
        while (pending.TryPop(out var next) && --_steps >= 0)
        {
            var composed = Compose(next.Schema, null, null, out _) ?? [];
            names.UnionWith(DeclaredNames(composed));
            if (next.Links >= MaximumLinks) continue;
            foreach (var part in composed) PushAlternatives(part, next.Links + 1);
        }

        return names;

        void PushAlternatives(JsonElement part, int links)
        {
            foreach (var branch in SchemaKeywords.Items(part, "anyOf").Concat(SchemaKeywords.Items(part, "oneOf")))
                Push(branch, links);
            foreach (var keyword in (ReadOnlySpan<string>)["if", "then", "else"])
            {
                if (SchemaKeywords.Find(part, keyword) is { } branch) Push(branch, links);
            }
        }

        void Push(JsonElement branch, int links)
        {
            if (branch.ValueKind == JsonValueKind.Object) pending.Push((branch, links));
        }
    }

    /// <summary>
    /// Whether the other side sets a property, so that it is not required here (OpenAPI 3.0 §4.7.24.2,
    /// <c>readOnly</c> and <c>writeOnly</c>).
    /// </summary>
    private bool IsLeftOut(List<JsonElement> parts, string name)
    {
        var keyword = isResponse ? "writeOnly" : "readOnly";
        foreach (var part in parts)
        {
            if (SchemaKeywords.Find(part, "properties", JsonValueKind.Object) is { } properties
                && properties.TryGetProperty(name, out var property)
                && Has(property, keyword, MaximumLinks))
            {
                return true;
            }
        }

        return false;
    }

    private bool Has(JsonElement schema, string keyword, int links)
    {
        if (schema.ValueKind != JsonValueKind.Object || links == 0 || --_steps < 0) return false;
        if (SchemaKeywords.IsTrue(schema, keyword)) return true;
        if (SchemaKeywords.Find(schema, "$ref", JsonValueKind.String) is { } reference
            && validator.Find(reference.GetString()!) is { } target
            && Has(target, keyword, links - 1))
        {
            return true;
        }

        foreach (var part in SchemaKeywords.Items(schema, "allOf"))
        {
            if (Has(part, keyword, links - 1)) return true;
        }

        return false;
    }

    private static bool IsText(JsonElement item) => item.ValueKind == JsonValueKind.String;
}

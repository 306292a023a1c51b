using System.Globalization;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Finds the references of a document (<c>$ref</c>).</summary>
internal static class ReferenceFinder
{
    /// <summary>Whether a member contains data, in which <c>$ref</c> has no meaning.</summary>
    public static bool IsData(string name) =>
        name is "example" or "default" or "enum" or "const" or "value" or "dataValue";

    /// <summary>
    /// Whether the members of a member have names that the author chose, such as properties. A property may be called
    /// <c>value</c>, and a response <c>default</c>.
    /// </summary>
    public static bool HasChosenNames(string name) =>
        name is "properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas" or "schemas"
            or "responses" or "parameters" or "headers" or "requestBodies" or "callbacks" or "links" or "examples"
            or "pathItems" or "mediaTypes" or "securitySchemes" or "paths" or "webhooks" or "content" or "encoding"
            or "variables" or "additionalOperations";

    /// <summary>Returns each different reference once, with the pointer of the object that contains it.</summary>
    public static IReadOnlyList<(string Pointer, string Reference)> Find(JsonElement root, Work work)
    {
        var found = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        Visit(root, [], found, work, isChosen: false);
        return [.. found.Select(entry => (entry.Value, entry.Key))];
    }

    private static void Visit(
        JsonElement value,
        List<string> path,
        OrderedDictionary<string, string> found,
        Work work,
        bool isChosen)
    {
        work.Step();
        if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                path.Add((index++).ToString(CultureInfo.InvariantCulture));
                Visit(item, path, found, work, isChosen: false);
                path.RemoveAt(path.Count - 1);
            }
        }

        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                if (!isChosen && IsData(member.Name)) continue;
                path.Add(member.Name);
                Visit(member.Value, path, found, work, isChosen: !isChosen && HasChosenNames(member.Name));
                path.RemoveAt(path.Count - 1);
            }
            else if (member.NameEquals("$ref") && member.Value.ValueKind == JsonValueKind.String)
            {
                found.TryAdd(member.Value.GetString()!, Pointer.Of(path));
            }
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Converts simple types (XML Schema part 2) to JSON Schemas.</summary>
internal sealed class XsdSimpleTypes(XsdIndex index)
{
    private const int MaximumDepth = 32;
    private const int MaximumValues = 2000;

    /// <summary>Returns the schema of a simple type that has a name.</summary>
    public JsonObject Named(XName? name, int depth = 0)
    {
        if (name is null || depth > MaximumDepth) return new() { ["type"] = "string" };
        if (name.Namespace == WsdlNames.Xsd) return XsdBuiltIns.Schema(name.LocalName);
        return index.Find("simpleType", name) is { } type ? Of(type, depth + 1) : new() { ["type"] = "string" };
    }

    /// <summary>Returns the schema of a simple type.</summary>
    public JsonObject Of(XElement type, int depth = 0)
    {
        // Lists are texts with spaces, unions have several types.
        if (depth > MaximumDepth || type.Element(WsdlNames.Xsd + "restriction") is not { } restriction)
            return new() { ["type"] = "string" };
        var schema = restriction.Element(WsdlNames.Xsd + "simpleType") is { } inner
            ? Of(inner, depth + 1)
            : Named(index.Reference(restriction, "base"), depth + 1);
        AddFacets(schema, restriction);
        return schema;
    }

    private static void AddFacets(JsonObject schema, XElement restriction)
    {
        var isText = (string?)schema["type"] == "string";
        var values = restriction.Elements(WsdlNames.Xsd + "enumeration")
            .Select(value => (string?)value.Attribute("value"))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Take(MaximumValues)
            .ToArray();
        if (isText && values.Length > 0)
            schema["enum"] = new JsonArray([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);
        foreach (var facet in restriction.Elements())
        {
            if (facet.Name.Namespace != WsdlNames.Xsd) continue;
            var value = (string?)facet.Attribute("value");
            switch (facet.Name.LocalName)
            {
                case "minLength" or "maxLength" when isText && Count(value) is { } count:
                    schema[facet.Name.LocalName] = count;
                    break;
                case "length" when isText && Count(value) is { } count:
                    schema["minLength"] = count;
                    schema["maxLength"] = count;
                    break;
                case "minInclusive" when !isText && Number(value) is { } number:
                    schema["minimum"] = number;
                    break;
                case "maxInclusive" when !isText && Number(value) is { } number:
                    schema["maximum"] = number;
                    break;
            }
        }
    }

    private static int? Count(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

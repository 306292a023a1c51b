using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Tests.Catalog;

/// <summary>Creates the published JSON Schema of a definition, with the documentation comments.</summary>
internal static partial class PublishedSchema
{
    private static readonly Dictionary<string, string> Comments = XDocument
        .Load(Path.ChangeExtension(typeof(ConnectorDefinition).Assembly.Location, ".xml"))
        .Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => TextOf(member.Element("summary")!));

    public static JsonObject Create()
    {
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Describe,
        };
        var schema = (JsonObject)ConnectorJson.Options.GetJsonSchemaAsNode(typeof(ConnectorDefinition), options);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        var format = ConnectorDefinition.CurrentFormatVersion;
        schema.Insert(1, "$id", $"urn:versori:connectors:connector-definition:{format}");
        schema.Insert(2, "title", $"Versori.Connectors connector definition, format {format}");
        return schema;
    }

    private static JsonObject Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        // A value with its own converter allows anything.
        var described = node as JsonObject ?? Open(context.TypeInfo.Type);
        if (context.PropertyInfo?.AttributeProvider is MemberInfo member)
            SetDescription(described, Comments[$"P:{member.DeclaringType!.FullName}.{member.Name}"]);
        else if (context.TypeInfo.Kind == JsonTypeInfoKind.Object
            && Comments.GetValueOrDefault($"T:{context.TypeInfo.Type.FullName}") is { } summary)
            SetDescription(described, summary);
        if (described["properties"]?["type"] is JsonObject discriminator && discriminator.ContainsKey("const"))
            SetDescription(discriminator, Comments[$"T:{context.TypeInfo.Type.FullName}"]);
        return described;
    }

    private static JsonObject Open(Type type) => type == typeof(ConnectorId)
        ? new() { ["type"] = "string" }
        : type == typeof(JsonSchema) ? new() { ["type"] = new JsonArray("object", "boolean") } : [];

    private static void SetDescription(JsonObject schema, string text)
    {
        schema.Remove("description");
        schema.Insert(0, "description", text);
    }

    private static string TextOf(XElement element) => Space().Replace(
        string.Concat(element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => NameOf(see),
            XElement { Name.LocalName: "para" } inner => $" {TextOf(inner)} ",
            XElement inner => TextOf(inner),
            _ => "",
        })),
        " ").Trim();

    // A property has its JSON name.
    private static string NameOf(XElement see)
    {
        if (see.Attribute("langword") is { } word) return word.Value;
        var reference = see.Attribute("cref")?.Value ?? see.Attribute("href")?.Value ?? "";
        var name = reference.Split('(')[0].Split('.')[^1];
        var isProperty = reference.StartsWith("P:", StringComparison.Ordinal);
        return isProperty ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>The value of the property that names the alternative of a value (OpenAPI 3.1 §4.8.25).</summary>
internal static class DiscriminatorValue
{
    private const string ReferencePrefix = "#/schemas/";

    /// <summary>
    /// Returns a schema that requires the value; <see langword="null"/> if there is no discriminator, or the
    /// alternative has no name.
    /// </summary>
    public static JsonElement? Of(JsonElement owner, JsonElement branch)
    {
        if (SchemaKeywords.Find(owner, "discriminator", JsonValueKind.Object) is not { } discriminator) return null;
        if (SchemaKeywords.Find(discriminator, "propertyName", JsonValueKind.String) is not { } property) return null;
        if (branch.ValueKind != JsonValueKind.Object) return null;
        if (SchemaKeywords.Find(branch, "$ref", JsonValueKind.String)?.GetString() is not { } reference) return null;
        var name = JsonPointer.Unescape(
            reference.StartsWith(ReferencePrefix, StringComparison.Ordinal)
                ? reference[ReferencePrefix.Length..]
                : reference);
        foreach (var mapping in SchemaKeywords.Members(discriminator, "mapping"))
        {
            if (mapping.Value.ValueKind != JsonValueKind.String) continue;
            var target = mapping.Value.GetString()!;
            if (target != reference && target != name) continue;
            name = mapping.Name;
            break;
        }

        return Require(property.GetString()!, name);
    }

    private static JsonElement Require(string property, string value)
    {
        var schema = new JsonObject
        {
            ["properties"] = new JsonObject { [property] = new JsonObject { ["const"] = value } },
            ["required"] = new JsonArray(property),
        };
        using var document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }
}

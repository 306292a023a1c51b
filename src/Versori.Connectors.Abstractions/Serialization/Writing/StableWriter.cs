using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <summary>
/// Writes a record so that equal records have equal text: members in the order of their declaration, the keys of maps
/// in ordinal order, schemas as <see cref="StableSchema"/> orders them. Lists and examples keep their order.
/// </summary>
internal static class StableWriter
{
    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where it is written.</param>
    /// <param name="value">The value as the serializer wrote it.</param>
    /// <param name="contract">Its contract; <see langword="null"/> if its type is not known.</param>
    public static void Write(Utf8JsonWriter writer, JsonElement value, JsonTypeInfo? contract)
    {
        if (contract?.Type == typeof(JsonSchema))
        {
            StableSchema.Write(writer, value);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object when contract?.Kind == JsonTypeInfoKind.Dictionary:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, DocumentContracts.Of(contract.ElementType, contract.Options));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Object when contract?.Kind == JsonTypeInfoKind.Object:
                WriteMembers(writer, value, DocumentContracts.Derived(value, contract));
                break;
            case JsonValueKind.Array when contract?.Kind == JsonTypeInfoKind.Enumerable:
                writer.WriteStartArray();
                var element = DocumentContracts.Of(contract.ElementType, contract.Options);
                foreach (var item in value.EnumerateArray()) Write(writer, item, element);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement value, JsonTypeInfo contract)
    {
        var members = contract.Properties.ToDictionary(
            property => property.Name, property => property.PropertyType, StringComparer.Ordinal);
        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member.Value, DocumentContracts.Of(members.GetValueOrDefault(member.Name), contract.Options));
        }

        writer.WriteEndObject();
    }
}

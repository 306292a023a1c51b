using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <summary>
/// Rewrites a document of format 1 so that it reads as format 2. The walk follows the serialization contracts, so that
/// a member is renamed only where its record stands, and never inside a map whose keys the user chose.
/// </summary>
internal static class FormatUpgrade
{
    private const string VersionMember = "formatVersion";

    /// <summary>
    /// Renames the former names in a document, in place, and sets its format versions to the current one.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="contract">The contract of the document's root.</param>
    public static void Apply(JsonNode? document, JsonTypeInfo contract)
    {
        switch (document)
        {
            case JsonObject members when contract.Kind == JsonTypeInfoKind.Dictionary:
                ApplyToEach(members.Select(member => member.Value), contract.ElementType, contract.Options);
                break;
            case JsonObject members when contract.Kind == JsonTypeInfoKind.Object:
                ApplyToObject(members, Derived(members, contract));
                break;
            case JsonArray items when contract.Kind == JsonTypeInfoKind.Enumerable:
                for (var index = 0; index < items.Count; index++)
                {
                    if (Renamed(items[index], contract.ElementType) is { } current) items[index] = current;
                }

                ApplyToEach(items, contract.ElementType, contract.Options);
                break;
        }
    }

    private static void ApplyToObject(JsonObject members, JsonTypeInfo contract)
    {
        for (var type = contract.Type; type is not null; type = type.BaseType)
        {
            Rename(members, FormerNames.MembersOf(type));
        }

        foreach (var property in contract.Properties)
        {
            if (!members.TryGetPropertyValue(property.Name, out var value) || value is null) continue;
            if (Renamed(value, property.PropertyType) is { } current) members[property.Name] = current;
            else ApplyToEach([value], property.PropertyType, contract.Options);
        }

        if (members.ContainsKey(VersionMember)) members[VersionMember] = ConnectorDefinition.CurrentFormatVersion;
    }

    private static void Rename(JsonObject members, IReadOnlyDictionary<string, string> names)
    {
        foreach (var (former, current) in names)
        {
            var index = members.IndexOf(former);
            if (index < 0 || members.ContainsKey(current)) continue;
            var value = members[former];
            members.RemoveAt(index);
            members.Insert(index, current, value);
        }
    }

    private static void ApplyToEach(IEnumerable<JsonNode?> values, Type? type, JsonSerializerOptions options)
    {
        if (type is null) return;
        var contract = options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        if (contract.Kind == JsonTypeInfoKind.None) return;
        foreach (var value in values) Apply(value, contract);
    }

    /// <summary>The contract of the derived record that the object's discriminator names.</summary>
    private static JsonTypeInfo Derived(JsonObject members, JsonTypeInfo contract)
    {
        if (contract.PolymorphismOptions is not { } polymorphism) return contract;
        var discriminator = members[polymorphism.TypeDiscriminatorPropertyName] as JsonValue;
        if (discriminator is null || !discriminator.TryGetValue<string>(out var name)) return contract;
        foreach (var derived in polymorphism.DerivedTypes)
        {
            if (derived.TypeDiscriminator is string known && known == name)
            {
                return contract.Options.GetTypeInfo(derived.DerivedType);
            }
        }

        return contract;
    }

    private static string? Renamed(JsonNode? value, Type? type) =>
        type is not null && value is JsonValue text && text.TryGetValue<string>(out var former)
            ? FormerNames.ValuesOf(Nullable.GetUnderlyingType(type) ?? type).GetValueOrDefault(former)
            : null;
}

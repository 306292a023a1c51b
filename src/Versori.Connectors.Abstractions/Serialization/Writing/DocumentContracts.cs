using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <summary>Finds the contract that holds for a value in a document.</summary>
internal static class DocumentContracts
{
    /// <summary>The contract of a type, without its nullability; <see langword="null"/> if there is no type.</summary>
    public static JsonTypeInfo? Of(Type? type, JsonSerializerOptions options) =>
        type is null ? null : options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>The contract of the derived record that an object's discriminator names, or the given one.</summary>
    public static JsonTypeInfo Derived(JsonElement value, JsonTypeInfo contract) =>
        contract.PolymorphismOptions is { } polymorphism
        && value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty(polymorphism.TypeDiscriminatorPropertyName, out var type)
        && JsonPointer.Scalar(type) is { } name
        && polymorphism.DerivedTypes.FirstOrDefault(derived => derived.TypeDiscriminator as string == name)
            is { DerivedType: { } found }
            ? contract.Options.GetTypeInfo(found)
            : contract;
}

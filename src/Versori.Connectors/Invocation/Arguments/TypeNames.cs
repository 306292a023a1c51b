using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Invocation;

/// <summary>The names of the properties of types in JSON, so that each is one text and not one for each call.</summary>
internal static class TypeNames
{
    // A type's information is collected with its options.
    private static readonly ConditionalWeakTable<JsonTypeInfo, string[]> Known = [];

    public static string[] Of(JsonTypeInfo type) => Known.TryGetValue(type, out var known)
        ? known
        : Known.GetValue(type, static type => [.. type.Properties.Select(property => property.Name)]);
}

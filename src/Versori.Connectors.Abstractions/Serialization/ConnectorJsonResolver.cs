using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <content>
/// The one resolver of contracts, with and without reflection. The generated contracts pass every <c>init</c> member
/// to an object initializer, so that a member the document leaves out becomes <c>default</c>. These contracts create
/// the record with its own defaults, and then set only the members that the document contains.
/// </content>
internal sealed partial class ConnectorJsonContext
{
    /// <summary>Returns the contracts that keep the defaults of the records.</summary>
    public static IJsonTypeInfoResolver Resolver { get; } = new DefaultKeepingResolver();

    private static Func<JsonSerializerOptions, JsonTypeInfo> Keeping<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
        Func<JsonSerializerOptions, JsonPropertyInfo[]> properties)
        where T : notnull => options =>
    {
        var members = properties(options);
        foreach (var member in members) SetInitMember(member);
        var contract = JsonMetadataServices.CreateObjectInfo(options, new JsonObjectInfoValues<T>
        {
            ObjectCreator = Activator.CreateInstance<T>,
            PropertyMetadataInitializer = _ => members,
        });
        contract.NumberHandling = null; // That of the options.
        return contract;
    };

    // The generated setters of init members only throw. The generated code refers to the property by its name, so that
    // trimming keeps its accessors.
    private static void SetInitMember(JsonPropertyInfo property)
    {
        if (property.Set is null || property.AttributeProvider is not PropertyInfo { CanWrite: true } member) return;
        property.Set = (target, value) =>
            member.SetValue(target, value, BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null);
    }

    private sealed class DefaultKeepingResolver : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
            Contracts.TryGetValue(type, out var create)
                ? create(options)
                : ((IJsonTypeInfoResolver)Default).GetTypeInfo(type, options);
    }
}

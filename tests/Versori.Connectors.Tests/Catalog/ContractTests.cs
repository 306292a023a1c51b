using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Serialization;
using Versori.Connectors.Tests.Providers;

namespace Versori.Connectors.Tests.Catalog;

/// <summary>The JSON contracts generated at build time read the same values as reflection.</summary>
public sealed class ContractTests
{
    private static readonly JsonSerializerOptions Reflection = new(ConnectorJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static TheoryData<string> Providers() => [.. ProviderCase.Names()];

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_provider_is_read_equally_with_and_without_reflection(string name) =>
        AssertReadsEqual(ProviderCase.Load(name).Definition.ToJson());

    [Theory]
    [MemberData(nameof(DocumentedExampleTests.Examples), MemberType = typeof(DocumentedExampleTests))]
    public void A_documented_example_is_read_equally_with_and_without_reflection(int number, string json) =>
        AssertReadsEqual(DocumentedExampleTests.Definition(number, json));

    [Fact]
    public void Every_record_with_init_members_keeps_its_defaults()
    {
        var missing = Objects(typeof(ConnectorDefinition), typeof(Connector), typeof(Connection), typeof(Binding),
                typeof(ConnectionTemplate), typeof(PendingSignIn), typeof(IntegrationPlan))
            .Where(contract => contract.CreateObject is null && CanBeCreated(contract.Type))
            .Select(contract => contract.Type.Name)
            .Order(StringComparer.Ordinal)
            .Select(name => $"[typeof({name})] = Keeping<{name}>({name}PropInit),");

        Assert.True(!missing.Any(), $"Add to ConnectorJsonContracts.cs:\n{string.Join('\n', missing)}");
    }

    private static void AssertReadsEqual(string json)
    {
        var expected = JsonSerializer.Deserialize<ConnectorDefinition>(json, Reflection);
        var actual = JsonSerializer.Deserialize<ConnectorDefinition>(json, ConnectorJson.Options);

        Assert.Equal(expected, actual);
        Assert.Equal(
            JsonSerializer.Serialize(expected, Reflection), JsonSerializer.Serialize(actual, ConnectorJson.Options));
    }

    private static bool CanBeCreated(Type type)
    {
        var isCreated = !type.IsAbstract && Nullable.GetUnderlyingType(type) is null;
        return isCreated && (type.IsValueType || type.GetConstructor(Type.EmptyTypes) is not null);
    }

    private static IEnumerable<JsonTypeInfo> Objects(params Type[] roots)
    {
        var open = new Queue<Type>(roots);
        var seen = new HashSet<Type>();
        while (open.TryDequeue(out var type))
        {
            if (!seen.Add(type)) continue;
            var contract = ConnectorJson.Options.GetTypeInfo(type);
            if (contract.Kind == JsonTypeInfoKind.Object) yield return contract;
            foreach (var next in Next(contract)) open.Enqueue(next);
        }
    }

    private static IEnumerable<Type> Next(JsonTypeInfo contract) =>
    [
        .. contract.Properties.Select(property => property.PropertyType),
        .. contract.PolymorphismOptions?.DerivedTypes.Select(derived => derived.DerivedType) ?? [],
        .. contract.ElementType is { } element ? [element] : Type.EmptyTypes,
        .. Nullable.GetUnderlyingType(contract.Type) is { } value ? [value] : Type.EmptyTypes,
    ];
}

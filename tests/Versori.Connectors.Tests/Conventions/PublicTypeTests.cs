using System.Reflection;
using System.Runtime.CompilerServices;

namespace Versori.Connectors.Tests.Conventions;

/// <summary>Rules for the whole public API.</summary>
public sealed class PublicTypeTests
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(ConnectorDefinition).Assembly, typeof(IConnections).Assembly, typeof(KnownSystems).Assembly,
    ];

    private static IEnumerable<Type> Types => Assemblies.SelectMany(assembly => assembly.GetExportedTypes());

    [Fact]
    public void Public_types_are_interfaces_sealed_or_closed_to_derivation() =>
        Assert.Empty(
            Types.Where(type => !type.IsInterface && !type.IsSealed && !IsClosed(type)).Select(type => type.FullName));

    [Fact]
    public void No_public_type_is_a_helper_a_utility_or_a_manager() =>
        Assert.Empty(Types.Where(type => type.Name.EndsWith("Helper", StringComparison.Ordinal)
            || type.Name.EndsWith("Helpers", StringComparison.Ordinal)
            || type.Name.Contains("Util", StringComparison.Ordinal)
            || type.Name.EndsWith("Manager", StringComparison.Ordinal)).Select(type => type.FullName));

    [Fact]
    public void Every_asynchronous_method_takes_a_cancellation_token_last()
    {
        var methods = Methods().Where(method => IsAsynchronous(method.ReturnType)).ToList();

        Assert.NotEmpty(methods);
        Assert.Empty(
            methods.Where(method => method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken))
                .Select(Describe));
    }

    [Fact]
    public void Asynchronous_methods_and_no_others_have_the_Async_suffix() =>
        Assert.Empty(
            Methods()
                .Where(
                    method =>
                        method.Name.EndsWith("Async", StringComparison.Ordinal) != IsAsynchronous(method.ReturnType))
                .Select(Describe));

    [Fact]
    public void Types_with_secrets_are_not_records() =>
        Assert.Empty(new[] { typeof(Secret), typeof(Credential), typeof(ConnectRequest) }
            .Where(IsRecord).Select(type => type.FullName));

    [Fact]
    public void No_public_property_is_an_array_or_a_mutable_collection() =>
        Assert.Empty(Types.SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyType.IsArray
                || (
                    property.PropertyType.IsGenericType
                        && property.PropertyType.GetGenericTypeDefinition() is var generic
                    && (
                        generic == typeof(List<>)
                            || generic == typeof(Dictionary<,>)
                            || generic == typeof(IList<>)
                            || generic == typeof(IDictionary<,>))))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}"));

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is not null;

    // A record whose constructors only this assembly can call, such as AuthMethod.
    private static bool IsClosed(Type type) =>
        type.IsAbstract && type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(constructor => constructor.GetParameters() is not [var only] || only.ParameterType != type)
            .All(constructor => constructor.IsAssembly || constructor.IsPrivate || constructor.IsFamilyAndAssembly);

    private static IEnumerable<MethodInfo> Methods() => Types
        .SelectMany(
            type =>
                type.GetMethods(
                    BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(
            method =>
                !method.IsSpecialName
                    && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null
                    && method.Name != nameof(IAsyncDisposable.DisposeAsync));

    private static bool IsAsynchronous(Type type) => type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var generic
            && (generic == typeof(Task<>) || generic == typeof(ValueTask<>) || generic == typeof(IAsyncEnumerable<>)));

    private static string Describe(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}

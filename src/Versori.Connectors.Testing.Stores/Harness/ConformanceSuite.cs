using System.Reflection;

namespace Versori.Connectors.Testing;

/// <summary>
/// A suite of this package and the store interface that it tests. Suites are found by reflection.
/// </summary>
internal sealed record ConformanceSuite(Type Type, Type Store)
{
    /// <summary>All suites.</summary>
    public static IReadOnlyList<ConformanceSuite> All { get; } =
    [
        .. typeof(ConformanceSuite).Assembly.GetTypes()
            .Select(Of)
            .OfType<ConformanceSuite>()
            .OrderBy(suite => suite.Type.Name, StringComparer.Ordinal),
    ];

    // The suite of durable stores derives from the suite of all stores.
    private bool IsForDurableOnly => All.Any(suite => suite.Type == Type.BaseType);

    private bool HasDurable => All.Any(suite => suite.Type.BaseType == Type);

    /// <summary>
    /// Whether a test class runs a suite for stores that keep their contents after a restart.
    /// </summary>
    public static bool IsDurable(Type testClass) =>
        All.Any(suite => suite.IsForDurableOnly && testClass.IsSubclassOf(suite.Type));

    /// <summary>Returns one line for each suite that is not run for every store.</summary>
    public static IEnumerable<string> MissingFor(Assembly stores, Assembly tests, bool isDurable)
    {
        var exempt = tests.GetCustomAttributes<ExemptFromStoreConformanceAttribute>()
            .Select(attribute => attribute.StoreType).ToHashSet();
        var candidates = stores.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && !exempt.Contains(type)).ToList();

        foreach (var suite in All.Where(suite => isDurable ? !suite.HasDurable : !suite.IsForDurableOnly))
        {
            var implementations = candidates.Where(suite.Store.IsAssignableFrom).ToList();
            // The test runner finds public classes only.
            var runs = tests.GetExportedTypes()
                .Where(type => !type.IsAbstract && type.IsSubclassOf(suite.Type)).ToList();
            if (runs.Count >= implementations.Count) continue;
            var run = runs.Count == 0 ? "none" : $"{Names(runs)} only";
            yield return $"{suite.Store.Name} is implemented by {Names(implementations)}, but {suite.Type.Name} is run "
                + $"by {run}: derive a public class from {suite.Type.Name} in {tests.GetName().Name} for each.";
        }
    }

    private static ConformanceSuite? Of(Type type)
    {
        for (var ancestor = type.IsAbstract ? type.BaseType : null; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.IsGenericType && ancestor.GetGenericTypeDefinition() == typeof(StoreConformance<>))
            {
                return new(type, ancestor.GetGenericArguments()[0]);
            }
        }

        return null;
    }

    private static string Names(List<Type> types) => string.Join(", ", types.Select(type => type.Name));
}

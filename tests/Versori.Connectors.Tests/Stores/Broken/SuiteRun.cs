using System.Reflection;

namespace Versori.Connectors.Tests.Stores.Broken;

/// <summary>
/// Runs the tests of a suite like a test runner, with a new object for each, and returns the failed ones.
/// </summary>
internal static class SuiteRun
{
    public static async Task<List<string>> FailuresAsync(Func<object> suite, string? only = null)
    {
        var failures = new List<string>();
        foreach (var test in suite().GetType().GetMethods()
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
        {
            // This test inspects assemblies, not one store, and has its own tests.
            if (test.Name == nameof(ConnectorStoreConformance.No_suite_is_left_out) || (only ?? test.Name) != test.Name)
                continue;
            var rows = test.GetCustomAttributes<InlineDataAttribute>().Select(row => row.Data).DefaultIfEmpty(null);
            foreach (var row in rows)
            {
                if (!await PassesAsync(() => (Task)test.Invoke(suite(), row)!)) failures.Add(test.Name);
            }
        }

        return failures;
    }

    private static async Task<bool> PassesAsync(Func<Task> test)
    {
        try
        {
            await test();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}

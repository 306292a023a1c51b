namespace Versori.Connectors.Generation.Tests.Sources;

/// <summary>Finds values that must not survive an import.</summary>
internal static class Canaries
{
    public static void AssertAbsent(ImportedConnector import, string canary)
    {
        Assert.DoesNotContain(canary, import.Definition.ToJson(), StringComparison.OrdinalIgnoreCase);
        foreach (var warning in import.Warnings)
        {
            Assert.DoesNotContain(canary, warning.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(canary, warning.Message, StringComparison.OrdinalIgnoreCase);
        }
    }
}

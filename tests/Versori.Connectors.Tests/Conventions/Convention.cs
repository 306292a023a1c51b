namespace Versori.Connectors.Tests.Conventions;

/// <summary>Reports every violation in full, where an assertion of a collection would cut the texts.</summary>
internal static class Convention
{
    /// <summary>Fails with the violations, one to a line; there should be none.</summary>
    public static void Holds(IEnumerable<string> violations)
    {
        var all = violations.Distinct(StringComparer.Ordinal).ToList();
        if (all.Count > 0) Assert.Fail($"{all.Count} violations:\n{string.Join('\n', all)}");
    }
}

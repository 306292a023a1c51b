namespace Versori.Connectors.Tests.Conventions;

/// <summary>Reports every violation in full; a collection assertion would truncate the texts.</summary>
internal static class Convention
{
    /// <summary>Fails if there are violations and lists them, one per line.</summary>
    public static void Holds(IEnumerable<string> violations)
    {
        var all = violations.Distinct(StringComparer.Ordinal).ToList();
        if (all.Count > 0) Assert.Fail($"{all.Count} violations:\n{string.Join('\n', all)}");
    }
}

using FsCheck.Xunit;

namespace Versori.Connectors.Tests.Fuzzing;

/// <summary>
/// A property that is tried with so many inputs, times <c>VERSORI_FUZZ_SCALE</c> where that is set: <c>.ci/long</c>
/// does.
/// </summary>
#pragma warning disable xUnit3003 // The base class takes no source information.
public sealed class ScaledPropertyAttribute : PropertyAttribute
{
    public ScaledPropertyAttribute(int tests) => MaxTest = tests * Scale;

    /// <summary>How many times the usual number of inputs.</summary>
    public static int Scale { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("VERSORI_FUZZ_SCALE"), out var scale) && scale > 0 ? scale : 1;
}

using FsCheck.Xunit;

namespace Versori.Connectors.Tests.Fuzzing;

/// <summary>
/// A property that is tested with a number of inputs, multiplied by <c>VERSORI_FUZZ_SCALE</c> if that is set.
/// <c>.ci/long</c> sets it.
/// </summary>
#pragma warning disable xUnit3003 // The base class takes no source information.
public sealed class ScaledPropertyAttribute : PropertyAttribute
{
    public ScaledPropertyAttribute(int tests) => MaxTest = tests * Scale;

    /// <summary>The factor for the number of inputs.</summary>
    public static int Scale { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("VERSORI_FUZZ_SCALE"), out var scale) && scale > 0 ? scale : 1;
}

using System.Globalization;

namespace Versori.Connectors.Benchmarks.Waiting;

/// <summary>What callers that wait for a limit took.</summary>
/// <param name="Name">Who limits.</param>
/// <param name="Took">The time until the last caller had its response.</param>
/// <param name="Processor">The processor time of the whole process, server included.</param>
/// <param name="Most">The most calls that arrived within a period of the limit.</param>
/// <param name="Failed">The calls without a response.</param>
internal sealed record WaitingResult(string Name, TimeSpan Took, TimeSpan Processor, int Most, int Failed)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Name} | {Took.TotalSeconds:0.0} | {Processor.TotalMilliseconds:N0} | {Most:N0} | {Failed} |");
}

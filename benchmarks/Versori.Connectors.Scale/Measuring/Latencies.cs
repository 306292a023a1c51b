using System.Diagnostics;
using System.Globalization;

namespace Versori.Connectors.Scale.Measuring;

/// <summary>The durations of single operations, run one after the other.</summary>
internal sealed class Latencies(string what)
{
    private readonly List<double> _milliseconds = [];

    public static string Header => "| What | Samples | Median, ms | p99, ms |\n|---|---:|---:|---:|";

    /// <param name="what">The name of the measurement.</param>
    /// <param name="warmUp">
    /// The number of inputs that are used first and not counted, while code is compiled and database connections are
    /// opened.
    /// </param>
    /// <param name="inputs">One for each operation.</param>
    /// <param name="operation">The timed operation.</param>
    public static async Task<Latencies> MeasureAsync<T>(
        string what, int warmUp, IEnumerable<T> inputs, Func<T, Task> operation)
    {
        var latencies = new Latencies(what);
        foreach (var input in inputs)
        {
            var begun = Stopwatch.GetTimestamp();
            await operation(input);
            var took = Stopwatch.GetElapsedTime(begun);
            if (warmUp-- <= 0) latencies._milliseconds.Add(took.TotalMilliseconds);
        }

        latencies._milliseconds.Sort();
        Console.WriteLine(latencies);
        return latencies;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"| {what} | {_milliseconds.Count:N0} | {At(0.5):0.0000} | {At(0.99):0.0000} |");

    private double At(double part) => _milliseconds[(int)(part * (_milliseconds.Count - 1))];
}

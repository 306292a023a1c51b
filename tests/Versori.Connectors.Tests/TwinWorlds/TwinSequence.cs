using System.Globalization;

namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>A random sequence of steps. A failing sequence is shrunk to the steps that it needs.</summary>
public static class TwinSequence
{
    private const int MethodCount = 6;
    private const int MaximumTries = 400;

    /// <summary>Runs the sequence of a seed.</summary>
    /// <param name="seed">The seed of the methods and all steps.</param>
    /// <param name="length">The number of steps.</param>
    /// <param name="stores">Creates empty stores.</param>
    /// <returns>The number of applied edits.</returns>
    public static async Task<int> RunAsync(int seed, int length, Func<TwinStores> stores)
    {
        var steps = TwinStep.Draw(new(seed), length);
        var (failure, edits) = await TryAsync(seed, steps, stores);
        if (failure is null) return edits;
        var shrunk = await ShrinkAsync(
            steps, async fewer => (await TryAsync(seed, fewer, stores)).Failure is not null);
        var (last, _) = await TryAsync(seed, shrunk, stores);
        var needed = string.Join(", ", shrunk);
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"Seed {seed} fails with {shrunk.Length} of {length} steps: {needed}\n{last ?? failure}"));
    }

    private static async Task<(string? Failure, int Edits)> TryAsync(
        int seed, IReadOnlyList<TwinStep> steps, Func<TwinStores> stores)
    {
        await using var run = await TwinRun.StartAsync(stores(), seed, MethodCount);
        return (await run.RunAsync(steps), run.AppliedEdits.Count);
    }

    /// <summary>Removes ever smaller parts while the sequence still fails.</summary>
    /// <param name="steps">The failing steps.</param>
    /// <param name="fails">Whether a subset of the steps also fails.</param>
    internal static async Task<TwinStep[]> ShrinkAsync(TwinStep[] steps, Func<TwinStep[], Task<bool>> fails)
    {
        var tries = 0;
        for (var part = Math.Max(1, steps.Length / 2); part >= 1; part /= 2)
        {
            for (var start = 0; start < steps.Length && tries < MaximumTries;)
            {
                tries++;
                TwinStep[] fewer = [.. steps[..start], .. steps[Math.Min(steps.Length, start + part)..]];
                if (await fails(fewer)) steps = fewer;
                else start += part;
            }
        }

        return steps;
    }
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore;
using Versori.Connectors.Scale.Databases;

namespace Versori.Connectors.Scale.Measuring;

/// <summary>Listing all records: the duration and the growth of the heap.</summary>
internal sealed class Listing(ScaleDatabase database)
{
    private const int MeasureEvery = 1_000;
    private const int CollectEvery = 100_000;

    public async Task<string> RunAsync(bool secrets)
    {
        await using var host = database.NewHost();
        // Compile code and open connections before measuring.
        await foreach (var _ in host.GetRequiredService<IConnections>().ListAsync(new()).Take(MeasureEvery)) { }
        string[] lines =
        [
            "| What | Rows | Time, s | Heap before, MB | Peak after collection, MB | Peak with garbage, MB |",
            "|---|---:|---:|---:|---:|---:|",
            await ConnectionsAsync(host),
            .. secrets ? [await SecretsAsync(host)] : Array.Empty<string>(),
        ];
        return string.Join('\n', lines);
    }

    private static async Task<string> ConnectionsAsync(ServiceProvider host)
    {
        var (rows, heap, begun) = (0L, new Heap(), Stopwatch.GetTimestamp());
        await foreach (var connection in host.GetRequiredService<IConnections>().ListAsync(new())) heap.Measure(++rows);
        return Line("`IConnections.ListAsync` of all connections", rows, Stopwatch.GetElapsedTime(begun), heap);
    }

    private static async Task<string> SecretsAsync(ServiceProvider host)
    {
        var (heap, begun) = (new Heap(), Stopwatch.GetTimestamp());
        var progress = new ProgressCallback(
            done => heap.Measure(done.AlreadyCurrent + done.Reencrypted + done.Unreadable));
        var done = await host.GetRequiredService<SecretReencryption>().RunAsync(progress);
        if (done.Unreadable > 0) throw new InvalidOperationException($"{done.Unreadable} secrets cannot be decrypted.");
        return Line(
            "`SecretReencryption.RunAsync` over all secrets, each decrypted",
            done.AlreadyCurrent + done.Reencrypted,
            Stopwatch.GetElapsedTime(begun),
            heap);
    }

    private static string Line(string what, long rows, TimeSpan took, Heap heap)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {rows:N0} | {took.TotalSeconds:0.0} | {heap.Before / 1e6:0.0} | {heap.MostAlive / 1e6:0.0} "
                + $"| {heap.Most / 1e6:0.0} |");
        Console.WriteLine(line);
        return line;
    }

    private sealed class Heap
    {
        public long Before { get; } = GC.GetTotalMemory(forceFullCollection: true);

        /// <summary>After a full collection.</summary>
        public long MostAlive { get; private set; }

        public long Most { get; private set; }

        public void Measure(long rows)
        {
            if (rows % MeasureEvery != 0) return;
            Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: false));
            if (rows % CollectEvery == 0) MostAlive = Math.Max(MostAlive, GC.GetTotalMemory(forceFullCollection: true));
        }
    }

    private sealed class ProgressCallback(Action<SecretReencryptionResult> report) : IProgress<SecretReencryptionResult>
    {
        public void Report(SecretReencryptionResult value) => report(value);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Versori.Connectors.Generation;

namespace Versori.Connectors.Planning.Measuring;

/// <summary>
/// Measures how long it takes to plan over a document that was never read, compared with parsing it as JSON alone.
/// </summary>
internal static class ColdPlans
{
    private const int Rounds = 7, WarmUpRounds = 60, WarmUpSize = 2_000_000;
    private const string Requirement = "List the notes of an invoice and create a label of a shipment.";

    private static readonly (string Name, int Size)[] Sizes =
        [("10 KB", 10_000), ("100 KB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000), ("50 MB", 50_000_000)];

    public static async Task MeasureAsync()
    {
        await WarmUpAsync();
        Console.WriteLine("size     parse ms  import ms  cold plan ms  ratio  warm plan ms");
        foreach (var (name, size) in Sizes)
        {
            var text = LargeDocument.Of(size);
            var bytes = Encoding.UTF8.GetBytes(text);
            var generator = ConnectorGenerator.Create();
            var parse = await MedianAsync(() =>
            {
                using var document = JsonDocument.Parse(bytes);
                return Task.FromResult(document.RootElement.ValueKind == JsonValueKind.Object);
            });
            // Nothing of the document is in memory yet, as in a process that reads it for the first time.
            var cold = await MedianAsync(async () =>
                (await generator.PlanAsync(Requirement, [Source()])).Connectors.Count > 0);
            var import = await MedianAsync(async () =>
                (await generator.ImportAsync(Source())).Definition.Endpoints.Count > 0);
            var imported = ConnectorSource.Of(await generator.ImportAsync(Source()));
            var warm = await MedianAsync(async () =>
                (await generator.PlanAsync(Requirement, [imported])).Connectors.Count > 0);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-7} {parse,9:F2} {import,10:F2} {cold,13:F2} {cold / parse,6:F2} {warm,13:F2}"));

            ConnectorSource Source() => ConnectorSource.OpenApi(new MemoryStream(bytes));
        }
    }

    // Compiles the code, so that the figures are those of documents and not of a process that has just started.
    private static async Task WarmUpAsync()
    {
        var bytes = Encoding.UTF8.GetBytes(LargeDocument.Of(WarmUpSize));
        for (var round = 0; round < WarmUpRounds; round++)
        {
            JsonDocument.Parse(bytes).Dispose();
            var generator = ConnectorGenerator.Create();
            await generator.PlanAsync(Requirement, [ConnectorSource.OpenApi(new MemoryStream(bytes))]);
        }
    }

    // The median of the processor times of all threads, since other programs may run beside this one.
    private static async Task<double> MedianAsync(Func<Task<bool>> work)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            var start = Environment.CpuUsage.TotalTime;
            if (!await work()) throw new InvalidOperationException("The measured work has no result.");
            times.Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
        }

        return times.Order().ElementAt(Rounds / 2);
    }
}

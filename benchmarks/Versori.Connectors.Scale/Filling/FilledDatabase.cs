using System.Diagnostics;
using Versori.Connectors.Scale.Databases;

namespace Versori.Connectors.Scale.Filling;

/// <summary>A filled database.</summary>
/// <param name="Database">The database.</param>
/// <param name="Ids">Its connections, by number.</param>
/// <param name="Took">The duration of filling.</param>
internal sealed record FilledDatabase(ScaleDatabase Database, ConnectionId[] Ids, TimeSpan Took)
{
    public static async Task<FilledDatabase> FillAsync(ScaleDatabase database, ScaleSettings settings)
    {
        await database.StartAsync();
        var begun = Stopwatch.GetTimestamp();
        var ids = await new Filler(database, settings).FillAsync();
        var took = Stopwatch.GetElapsedTime(begun);
        Console.WriteLine($"{database.Name} is filled: {took.TotalSeconds:0} s.");
        return new(database, ids, took);
    }
}

using System.Globalization;
using BenchmarkDotNet.Environments;
using Versori.Connectors.Benchmarks.Reports;
using Versori.Connectors.Scale.Databases;
using Versori.Connectors.Scale.Filling;
using Versori.Connectors.Scale.Measuring;
using Versori.Connectors.Scale.Plans;

namespace Versori.Connectors.Scale;

/// <summary>Measures a filled database and writes the results.</summary>
internal static class ScaleReport
{
    private const string Command = "dotnet run -c Release --project benchmarks/Versori.Connectors.Scale --";

    public static async Task MeasureAsync(FilledDatabase filledDatabase, ScaleSettings settings)
    {
        var (database, ids, filling) = filledDatabase;
        var size = await database.SizeAsync();
        var filled = string.Create(CultureInfo.InvariantCulture, $"Filled in {filling.TotalSeconds:0} s; {size / 1e9:0.00} GB on the disk, {(double)size / settings.Connections:N0} bytes for each connection.");
        Console.WriteLine(filled);

        var latencies = await new Operations(database, settings, ids).RunAsync();
        var memory = await CacheMemory.RunAsync(database, ids);
        Console.WriteLine(memory);
        var statements = await new HotStatements(database, settings, ids).RunAsync();
        var listing = await new Listing(database).RunAsync(settings.Secrets);
        var engine = await database.DescribeAsync();

        ResultsFolder.Write(
            $"Scale{database.Name}",
            string.Create(CultureInfo.InvariantCulture, $"{Command} {(database is SqliteScale ? "sqlite" : "postgres")} connections={settings.Connections} connectors={settings.Connectors}{(settings.Secrets ? " secrets" : "")}"),
            string.Create(CultureInfo.InvariantCulture, $"""
                {settings.Connections:N0} connections of {settings.Connectors:N0} connectors, ten to an owner, each with a credential and a token: two secrets,
                encrypted with Data Protection.

                ```
                {string.Join('\n', HostEnvironmentInfo.GetCurrent().ToFormattedString())}
                {engine}
                ```

                One connection is made by the engine; the others are copies of it under ids, owners and secret versions of their own,
                with the stores' own payloads and protection, written {database.Filling}. {filled}

                ## Single operations

                One caller, one operation after the other, connections drawn at random without repetition. Cold means: never read by this
                process. The operating system has most of the database in memory, as on a server that is sized for it. The external systems
                and the token endpoint are stubs that answer at once, so that what is left is the engine and the database.

                {Latencies.Header}
                {string.Join('\n', latencies)}

                {memory}

                ## Going through everything

                {listing}

                ## Statements

                Those that the stores send; a lock on PostgreSQL goes by a way of its own and is one round trip to take and one to free.
                Inserts look nothing up.

                {statements.Trim()}
                """));
    }
}

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
        var filled = string.Create(
            CultureInfo.InvariantCulture,
            $"Filled in {filling.TotalSeconds:0} s; {size / 1e9:0.00} GB on the disk, "
                + $"{(double)size / settings.Connections:N0} bytes for each connection.");
        Console.WriteLine(filled);

        var latencies = await new Operations(database, settings, ids).RunAsync();
        var memory = await CacheMemory.RunAsync(database, ids);
        Console.WriteLine(memory);
        var statements = await new HotStatements(database, settings, ids).RunAsync();
        var listing = await new Listing(database).RunAsync(settings.Secrets);
        var engine = await database.DescribeAsync();

        ResultsFolder.Write(
            $"Scale{database.Name}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Command} {(database is SqliteScale ? "sqlite" : "postgres")} connections={settings.Connections} "
                    + $"connectors={settings.Connectors}{(settings.Secrets ? " secrets" : "")}"),
            string.Create(CultureInfo.InvariantCulture, $"""
                {settings.Connections:N0} connections of {settings.Connectors:N0} connectors, ten to an owner,
                each with a credential and a token: two secrets,
                encrypted with Data Protection.

                ```
                {string.Join('\n', HostEnvironmentInfo.GetCurrent().ToFormattedString())}
                {engine}
                ```

                The engine creates one connection. The others are copies of it under separate ids,
                owners and secret versions, with the
                stores' payloads and secret protection, written {database.Filling}. {filled}

                ## Single operations

                One caller, one operation after the other, connections drawn at random without repetition. A cold
                connection was never read
                by this process. The operating system has most of the database in memory,
                as on a server of suitable size. The external
                systems and the token endpoint are stubs that respond immediately,
                so that only the engine and the database are measured.

                {Latencies.Header}
                {string.Join('\n', latencies)}

                {memory}

                ## Listing everything

                {listing}

                ## Statements

                The statements that the stores send. Locks on PostgreSQL use a separate connection: one round trip to
                acquire and one to
                release. Inserts need no lookup.

                {statements.Trim()}
                """));
    }
}

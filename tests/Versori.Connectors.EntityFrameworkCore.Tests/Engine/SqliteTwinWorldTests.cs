using System.Globalization;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Tests.TwinWorlds;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Engine;

/// <summary>The twin worlds of the engine's tests, over SQLite files.</summary>
[Trait("Kind", "Fuzz")]
public sealed class SqliteTwinWorldTests
{
    private const int Sequences = 100;
    private const int Steps = 40;

    // Files are slower than memory, so fewer additional sequences run here.
    private static int Scale => int.TryParse(
        Environment.GetEnvironmentVariable("VERSORI_FUZZ_SCALE"), CultureInfo.InvariantCulture, out var scale)
        ? Math.Max(1, scale / 10)
        : 1;

    [Fact]
    public async Task Edits_of_a_connector_leave_the_requests_of_existing_connections_byte_identical()
    {
        for (var seed = 1; seed <= Sequences * Scale; seed++)
        {
            await TwinSequence.RunAsync(seed, Steps, () => new SqliteTwinStores());
        }
    }
}

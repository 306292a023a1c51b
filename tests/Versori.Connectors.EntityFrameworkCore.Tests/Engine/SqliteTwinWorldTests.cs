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

    // Files are slower than memory, so that fewer of the further sequences run here.
    private static int Scale => int.TryParse(
        Environment.GetEnvironmentVariable("VERSORI_FUZZ_SCALE"), CultureInfo.InvariantCulture, out var scale)
        ? Math.Max(1, scale / 10)
        : 1;

    [Fact]
    public async Task Whatever_is_edited_existing_connections_send_the_same_requests_byte_for_byte()
    {
        for (var seed = 1; seed <= Sequences * Scale; seed++)
        {
            await TwinSequence.RunAsync(seed, Steps, () => new SqliteTwinStores());
        }
    }
}

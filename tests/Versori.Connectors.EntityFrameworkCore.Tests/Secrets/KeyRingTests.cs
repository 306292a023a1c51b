using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Secrets;

public sealed class KeyRingTests
{
    [Fact]
    public async Task A_ring_with_a_missing_key_is_reloaded_and_replaced_rings_are_closed()
    {
        await using var database = new SqliteDatabase();
        var reference = await database.Open()
            .GetRequiredService<ISecretStore>()
            .WriteAsync(new("connection", "1"), "key", new Secret("x"), default);
        Directory.Delete(database.KeyDirectory, recursive: true);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var rings = new List<Ring>();
        var store = database.Open(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.UseDataProtection(keys =>
            {
                keys.PersistKeysToFileSystem(new(database.KeyDirectory));
                keys.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(_ => new Ring(rings));
            });
        }).GetRequiredService<ISecretStore>();

        for (var round = 0; round < 10; round++)
        {
            Assert.Null(await store.ReadAsync(reference, default));
            time.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.True(rings.Count >= 10);
        Assert.InRange(rings.Count(ring => !ring.IsClosed), 1, 2);
    }

    /// <summary>Opened and closed together with its ring.</summary>
    private sealed class Ring : IConfigureOptions<KeyManagementOptions>, IDisposable
    {
        public Ring(List<Ring> all) => all.Add(this);

        public bool IsClosed { get; private set; }

        public void Configure(KeyManagementOptions options)
        {
            // The object only counts.
        }

        public void Dispose() => IsClosed = true;
    }
}

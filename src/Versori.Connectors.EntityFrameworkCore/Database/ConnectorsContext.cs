using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>The library's own context. Each engine derives one, because each has migrations of its own.</summary>
internal abstract class ConnectorsContext(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => Tables.Add(modelBuilder, schema: null);
}

using Versori.Connectors.EntityFrameworkCore.Model;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the tables of Versori.Connectors to the host's own context.</summary>
public static class VersoriConnectorsModelBuilderExtensions
{
    /// <summary>
    /// Adds the tables of the stores to this model; their names begin with <c>versori_</c>. Call it in
    /// <c>OnModelCreating</c>, add a migration, and choose the context with <c>UseEntityFrameworkStores</c>.
    /// </summary>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="schema">The schema of the tables, on PostgreSQL. Default: the schema of the model.</param>
    public static ModelBuilder UseVersoriConnectors(this ModelBuilder modelBuilder, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        Tables.Add(modelBuilder, schema);
        return modelBuilder;
    }
}

using Microsoft.EntityFrameworkCore;

namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>The tables: their names, keys and indexes. Each index is there for one question, named beside it.</summary>
internal static class Tables
{
    /// <summary>Where the library's own context notes which migrations were applied.</summary>
    public const string Migrations = "versori_migrations";

    public static void Add(ModelBuilder builder, string? schema)
    {
        builder.Entity<ConnectorRow>(table =>
        {
            table.ToTable("versori_connectors", schema).HasKey(row => row.Id);
        });
        builder.Entity<ConnectorVersionRow>(table =>
        {
            table.ToTable("versori_connector_versions", schema).HasKey(row => new { row.ConnectorId, row.Version });
        });
        builder.Entity<TemplateRow>(table =>
        {
            table.ToTable("versori_templates", schema).HasKey(row => new { row.Integration, row.Name });
            // The templates of a connector, page by page.
            table.HasIndex(row => new { row.ConnectorId, row.Integration, row.Name }).HasDatabaseName("ix_versori_templates_connector");
        });
        builder.Entity<ConnectionRow>(table =>
        {
            table.ToTable("versori_connections", schema).HasKey(row => row.Id);
            // A name is unique within its connector and owner; also who has it.
            table.HasIndex(row => new { row.ConnectorId, row.Owner, row.Name }).IsUnique().HasDatabaseName("ux_versori_connections_name");
            // What every cold call asks: the connections of a connector and an owner; and page by page.
            table.HasIndex(row => new { row.ConnectorId, row.Owner, row.Id }).HasDatabaseName("ix_versori_connections_connector_owner");
            // All connections of a connector, page by page.
            table.HasIndex(row => new { row.ConnectorId, row.Id }).HasDatabaseName("ix_versori_connections_connector");
            // All connections of an owner, page by page.
            table.HasIndex(row => new { row.Owner, row.Id }).HasDatabaseName("ix_versori_connections_owner");
        });
        builder.Entity<BindingRow>(table =>
        {
            table.ToTable("versori_bindings", schema).HasKey(row => new { row.Integration, row.Template, row.Owner, row.Environment });
            // Who uses a connection.
            table.HasIndex(row => row.ConnectionId).HasDatabaseName("ix_versori_bindings_connection");
        });
        builder.Entity<SecretRow>(table =>
        {
            table.ToTable("versori_secrets", schema).HasKey(row => new { row.ScopeKind, row.ScopeId, row.Name, row.Version });
        });
        builder.Entity<PendingAuthorizationRow>(table =>
        {
            table.ToTable("versori_pending_authorizations", schema).HasKey(row => row.Id);
            // Which have expired.
            table.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_versori_pending_authorizations_expiry");
        });
        builder.Entity<WebhookDeliveryRow>(table =>
        {
            table.ToTable("versori_webhook_deliveries", schema).HasKey(row => row.Key);
            // Which may be forgotten.
            table.HasIndex(row => row.Until).HasDatabaseName("ix_versori_webhook_deliveries_until");
        });
        builder.Entity<ConnectionLeaseRow>(table =>
        {
            table.ToTable("versori_connection_leases", schema).HasKey(row => row.ConnectionId);
            table.Property(row => row.ConnectionId).ValueGeneratedNever();
        });
        builder.Entity<ConnectionRow>().Property(row => row.Id).ValueGeneratedNever();
        CompareTextByItsBytes(builder);
    }

    // Lists are in the order of their keys' characters, whatever language a PostgreSQL database sorts in. SQLite does so anyway.
    private static void CompareTextByItsBytes(ModelBuilder builder)
    {
        if (builder.Model.GetAnnotations().All(annotation => !annotation.Name.StartsWith("Npgsql:", StringComparison.Ordinal))) return;
        var own = typeof(Tables).Namespace;
        foreach (var entity in builder.Model.GetEntityTypes().Where(entity => entity.ClrType.Namespace == own && entity.ClrType.Assembly == typeof(Tables).Assembly))
        {
            foreach (var key in entity.GetProperties().Where(property => property.ClrType == typeof(string) && property.Name != nameof(IPayloadRow.Payload)))
            {
                key.SetCollation("C");
            }
        }
    }
}

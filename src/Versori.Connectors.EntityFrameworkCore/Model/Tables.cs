using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>The tables: their names, keys and indexes. A comment at each index names its query.</summary>
internal static class Tables
{
    /// <summary>The table in which the library's own context records applied migrations.</summary>
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
            table.HasIndex(row => new { row.ConnectorId, row.Integration, row.Name })
                .HasDatabaseName("ix_versori_templates_connector");
        });
        builder.Entity<ConnectionRow>(table =>
        {
            table.ToTable("versori_connections", schema).HasKey(row => row.Id);
            // A name is unique within its connector and owner; also finds the connection with a name.
            table.HasIndex(row => new { row.ConnectorId, row.Owner, row.Name }).IsUnique()
                .HasDatabaseName("ux_versori_connections_name");
            // The connections of a connector and an owner, page by page; every call that is not cached needs them.
            table.HasIndex(row => new { row.ConnectorId, row.Owner, row.Id })
                .HasDatabaseName("ix_versori_connections_connector_owner");
            // All connections of a connector, page by page.
            table.HasIndex(row => new { row.ConnectorId, row.Id }).HasDatabaseName("ix_versori_connections_connector");
            // All connections of an owner, page by page.
            table.HasIndex(row => new { row.Owner, row.Id }).HasDatabaseName("ix_versori_connections_owner");
        });
        builder.Entity<BindingRow>(table =>
        {
            table.ToTable("versori_bindings", schema)
                .HasKey(row => new { row.Integration, row.Template, row.Owner, row.Environment });
            // The bindings of a connection.
            table.HasIndex(row => row.ConnectionId).HasDatabaseName("ix_versori_bindings_connection");
            // The bindings of an owner, page by page.
            table.HasIndex(row => new { row.Owner, row.Integration, row.Template, row.Environment })
                .HasDatabaseName("ix_versori_bindings_owner");
        });
        builder.Entity<SecretRow>(table =>
        {
            table.ToTable("versori_secrets", schema)
                .HasKey(row => new { row.ScopeKind, row.ScopeId, row.Name, row.Version });
        });
        builder.Entity<PendingSignInRow>(table =>
        {
            table.ToTable("versori_pending_authorizations", schema).HasKey(row => row.Id);
            // The sign-ins that have expired.
            table.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_versori_pending_authorizations_expiry");
            // The sign-ins of an owner.
            table.HasIndex(row => new { row.Owner, row.Id })
                .HasDatabaseName("ix_versori_pending_authorizations_owner");
        });
        builder.Entity<WebhookDeliveryRow>(table =>
        {
            table.ToTable("versori_webhook_deliveries", schema).HasKey(row => row.Key);
            // The deliveries that have expired.
            table.HasIndex(row => row.Until).HasDatabaseName("ix_versori_webhook_deliveries_until");
        });
        builder.Entity<ConnectionLeaseRow>(table =>
        {
            table.ToTable("versori_connection_leases", schema).HasKey(row => row.ConnectionId);
            table.Property(row => row.ConnectionId).ValueGeneratedNever();
        });
        builder.Entity<LimitRow>(table =>
        {
            table.ToTable("versori_limits", schema).HasKey(row => row.Key);
            // The limits that nobody claims any more.
            table.HasIndex(row => row.Until).HasDatabaseName("ix_versori_limits_until");
        });
        builder.Entity<ConversationRow>(table =>
        {
            table.ToTable("versori_conversations", schema).HasKey(row => row.Id);
            table.Property(row => row.Id).ValueGeneratedNever();
            // The conversations of an owner, page by page.
            table.HasIndex(row => new { row.Owner, row.Id }).HasDatabaseName("ix_versori_conversations_owner");
        });
        builder.Entity<ConversationSourceRow>(table =>
        {
            table.ToTable("versori_conversation_sources", schema)
                .HasKey(row => new { row.ConversationId, row.Key });
        });
        builder.Entity<ConnectSessionRow>(table =>
        {
            table.ToTable("versori_connect_sessions", schema).HasKey(row => row.Id);
            // The sessions that have expired.
            table.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_versori_connect_sessions_expiry");
            // The open sessions of an owner, and all of an owner.
            table.HasIndex(row => new { row.Owner, row.ExpiresAt })
                .HasDatabaseName("ix_versori_connect_sessions_owner");
        });
        builder.Entity<ActivationRow>(table =>
        {
            table.ToTable("versori_activations", schema)
                .HasKey(row => new { row.Integration, row.Owner, row.Environment });
            // The activations of an owner, page by page.
            table.HasIndex(row => new { row.Owner, row.Integration, row.Environment })
                .HasDatabaseName("ix_versori_activations_owner");
        });
        builder.Entity<AuditEntryRow>(table =>
        {
            table.ToTable("versori_audit_entries", schema).HasKey(row => row.Id);
            table.Property(row => row.Id).ValueGeneratedNever();
            // All entries, page by page, and the entries whose retention has ended.
            table.HasIndex(row => new { row.OccurredAt, row.Id }).HasDatabaseName("ix_versori_audit_entries_time");
            // The entries of a connector, page by page.
            table.HasIndex(row => new { row.ConnectorId, row.OccurredAt, row.Id })
                .HasDatabaseName("ix_versori_audit_entries_connector");
            // The entries of a connection, page by page.
            table.HasIndex(row => new { row.ConnectionId, row.OccurredAt, row.Id })
                .HasDatabaseName("ix_versori_audit_entries_connection");
        });
        builder.Entity<AuditPersonRow>(table =>
        {
            table.ToTable("versori_audit_persons", schema).HasKey(row => row.Key);
            table.Property(row => row.Key).ValueGeneratedNever();
            // The person with an id.
            table.HasIndex(row => row.PersonId).IsUnique().HasDatabaseName("ux_versori_audit_persons_person");
            // The persons whose last entry was deleted.
            table.HasIndex(row => row.SeenAt).HasDatabaseName("ix_versori_audit_persons_seen");
        });
        builder.Entity<ConnectionRow>().Property(row => row.Id).ValueGeneratedNever();
        if (IsPostgreSql(builder.Model)) SortTextByItsBytes(builder.Model);
    }

    private static bool IsPostgreSql(IMutableModel model) =>
        model.GetAnnotations().Any(annotation => annotation.Name.StartsWith("Npgsql:", StringComparison.Ordinal));

    // PostgreSQL sorts by the language of the database unless a column has a collation. SQLite always sorts by bytes.
    private static void SortTextByItsBytes(IMutableModel model)
    {
        foreach (var property in model.GetEntityTypes().Where(IsOwn).SelectMany(entity => entity.GetProperties()))
        {
            var isSorted = property.ClrType == typeof(string) && property.Name != nameof(IPayloadRow.Payload);
            if (isSorted) property.SetCollation("C");
        }
    }

    private static bool IsOwn(IMutableEntityType entity) =>
        entity.ClrType.Namespace == typeof(Tables).Namespace && entity.ClrType.Assembly == typeof(Tables).Assembly;
}

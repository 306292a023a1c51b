using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Versori.Connectors.EntityFrameworkCore.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "versori_bindings",
                columns: table => new
                {
                    Integration = table.Column<string>(type: "TEXT", nullable: false),
                    Template = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Environment = table.Column<string>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_bindings", x => new { x.Integration, x.Template, x.Owner, x.Environment });
                });

            migrationBuilder.CreateTable(
                name: "versori_connection_leases",
                columns: table => new
                {
                    ConnectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Holder = table.Column<Guid>(type: "TEXT", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_connection_leases", x => x.ConnectionId);
                });

            migrationBuilder.CreateTable(
                name: "versori_connections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConnectorId = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Format = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_connections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "versori_connector_versions",
                columns: table => new
                {
                    ConnectorId = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Format = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_connector_versions", x => new { x.ConnectorId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "versori_connectors",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Format = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_connectors", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "versori_pending_authorizations",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Format = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_pending_authorizations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "versori_secrets",
                columns: table => new
                {
                    ScopeKind = table.Column<string>(type: "TEXT", nullable: false),
                    ScopeId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<string>(type: "TEXT", nullable: false),
                    Format = table.Column<int>(type: "INTEGER", nullable: false),
                    Protected = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_secrets", x => new { x.ScopeKind, x.ScopeId, x.Name, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "versori_templates",
                columns: table => new
                {
                    Integration = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    ConnectorId = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Format = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_templates", x => new { x.Integration, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "versori_webhook_deliveries",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_webhook_deliveries", x => x.Key);
                });

            migrationBuilder.CreateIndex(
                name: "ix_versori_bindings_connection",
                table: "versori_bindings",
                column: "ConnectionId");

            migrationBuilder.CreateIndex(
                name: "ix_versori_connections_connector",
                table: "versori_connections",
                columns: new[] { "ConnectorId", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_versori_connections_connector_owner",
                table: "versori_connections",
                columns: new[] { "ConnectorId", "Owner", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_versori_connections_owner",
                table: "versori_connections",
                columns: new[] { "Owner", "Id" });

            migrationBuilder.CreateIndex(
                name: "ux_versori_connections_name",
                table: "versori_connections",
                columns: new[] { "ConnectorId", "Owner", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_versori_pending_authorizations_expiry",
                table: "versori_pending_authorizations",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "ix_versori_templates_connector",
                table: "versori_templates",
                columns: new[] { "ConnectorId", "Integration", "Name" });

            migrationBuilder.CreateIndex(
                name: "ix_versori_webhook_deliveries_until",
                table: "versori_webhook_deliveries",
                column: "Until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "versori_bindings");

            migrationBuilder.DropTable(
                name: "versori_connection_leases");

            migrationBuilder.DropTable(
                name: "versori_connections");

            migrationBuilder.DropTable(
                name: "versori_connector_versions");

            migrationBuilder.DropTable(
                name: "versori_connectors");

            migrationBuilder.DropTable(
                name: "versori_pending_authorizations");

            migrationBuilder.DropTable(
                name: "versori_secrets");

            migrationBuilder.DropTable(
                name: "versori_templates");

            migrationBuilder.DropTable(
                name: "versori_webhook_deliveries");
        }
    }
}

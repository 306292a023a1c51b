using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Versori.Connectors.EntityFrameworkCore.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Audit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "versori_audit_entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OccurredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    IsAutomatic = table.Column<bool>(type: "INTEGER", nullable: false),
                    Actor = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConnectorId = table.Column<string>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HasOwner = table.Column<bool>(type: "INTEGER", nullable: false),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: false),
                    Integration = table.Column<string>(type: "TEXT", nullable: false),
                    Template = table.Column<string>(type: "TEXT", nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_audit_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "versori_audit_persons",
                columns: table => new
                {
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<string>(type: "TEXT", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_audit_persons", x => x.Key);
                });

            migrationBuilder.CreateIndex(
                name: "ix_versori_audit_entries_connection",
                table: "versori_audit_entries",
                columns: new[] { "ConnectionId", "OccurredAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_versori_audit_entries_connector",
                table: "versori_audit_entries",
                columns: new[] { "ConnectorId", "OccurredAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_versori_audit_entries_time",
                table: "versori_audit_entries",
                columns: new[] { "OccurredAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_versori_audit_persons_seen",
                table: "versori_audit_persons",
                column: "SeenAt");

            migrationBuilder.CreateIndex(
                name: "ux_versori_audit_persons_person",
                table: "versori_audit_persons",
                column: "PersonId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "versori_audit_entries");

            migrationBuilder.DropTable(
                name: "versori_audit_persons");
        }
    }
}

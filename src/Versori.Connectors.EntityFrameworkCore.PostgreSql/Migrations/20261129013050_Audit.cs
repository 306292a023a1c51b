using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql.Migrations
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OccurredAt = table.Column<long>(type: "bigint", nullable: false),
                    Action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsAutomatic = table.Column<bool>(type: "boolean", nullable: false),
                    Actor = table.Column<Guid>(type: "uuid", nullable: false),
                    ConnectorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    HasOwner = table.Column<bool>(type: "boolean", nullable: false),
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    Integration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Template = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Detail = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_audit_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "versori_audit_persons",
                columns: table => new
                {
                    Key = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false)
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

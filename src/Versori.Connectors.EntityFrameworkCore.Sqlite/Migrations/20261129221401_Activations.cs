using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Versori.Connectors.EntityFrameworkCore.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Activations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "versori_pending_authorizations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "Revision",
                table: "versori_pending_authorizations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "IsOpen",
                table: "versori_connect_sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "versori_connect_sessions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "versori_activations",
                columns: table => new
                {
                    Integration = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Environment = table.Column<string>(type: "TEXT", nullable: false),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Format = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versori_activations", x => new { x.Integration, x.Owner, x.Environment });
                });

            migrationBuilder.CreateIndex(
                name: "ix_versori_pending_authorizations_owner",
                table: "versori_pending_authorizations",
                columns: new[] { "Owner", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_versori_connect_sessions_owner",
                table: "versori_connect_sessions",
                columns: new[] { "Owner", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "ix_versori_bindings_owner",
                table: "versori_bindings",
                columns: new[] { "Owner", "Integration", "Template", "Environment" });

            migrationBuilder.CreateIndex(
                name: "ix_versori_activations_owner",
                table: "versori_activations",
                columns: new[] { "Owner", "Integration", "Environment" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "versori_activations");

            migrationBuilder.DropIndex(
                name: "ix_versori_pending_authorizations_owner",
                table: "versori_pending_authorizations");

            migrationBuilder.DropIndex(
                name: "ix_versori_connect_sessions_owner",
                table: "versori_connect_sessions");

            migrationBuilder.DropIndex(
                name: "ix_versori_bindings_owner",
                table: "versori_bindings");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "versori_pending_authorizations");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "versori_pending_authorizations");

            migrationBuilder.DropColumn(
                name: "IsOpen",
                table: "versori_connect_sessions");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "versori_connect_sessions");
        }
    }
}

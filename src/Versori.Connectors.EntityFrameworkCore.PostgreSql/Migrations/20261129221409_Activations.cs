using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql.Migrations
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
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "Revision",
                table: "versori_pending_authorizations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "IsOpen",
                table: "versori_connect_sessions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "versori_connect_sessions",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.CreateTable(
                name: "versori_activations",
                columns: table => new
                {
                    Integration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Environment = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsActive = table.Column<bool>(type: "boolean", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false),
                    Format = table.Column<int>(type: "integer", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false)
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

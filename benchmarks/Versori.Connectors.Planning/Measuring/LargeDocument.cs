using System.Globalization;
using System.Text;

namespace Versori.Connectors.Planning.Measuring;

/// <summary>
/// Makes a document of a given size, as vendors publish them: about one operation for each 10 KB, and most of the text
/// in the schemas of what the operations return.
/// </summary>
internal static class LargeDocument
{
    private const int BytesOfOperation = 10_000;

    private static readonly string[] Things =
    [
        "order", "invoice", "customer", "shipment", "refund", "product", "warehouse", "supplier", "contract", "ticket",
        "message", "channel", "campaign", "audience", "employee", "payroll", "course", "student", "device", "sensor",
    ];

    private static readonly string[] Parts =
        ["line", "note", "address", "tax", "label", "event", "attachment", "approval", "discount", "history"];

    /// <summary>Makes a document of at least a size, in UTF-8.</summary>
    /// <param name="size">The size in bytes.</param>
    public static string Of(int size)
    {
        var operations = Math.Max(5, size / BytesOfOperation);
        var (paths, schemas) = (new StringBuilder(), new StringBuilder());
        for (var number = 0; schemas.Length + paths.Length < size || number < operations; number++)
        {
            Operation(paths, number);
            Schema(schemas, number, Math.Max(1, Math.Min(60, size / 2_000)));
        }

        return $$$"""
            {"openapi": "3.0.3", "info": {"title": "Large", "version": "1"},
            "servers": [{"url": "https://large.example.com"}], "paths": {{{{paths}}}},
            "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
            "schemas": {{{{schemas}}}}}, "security": [{"key": []}]}
            """;
    }

    private static void Operation(StringBuilder text, int number)
    {
        var (thing, part) = (Things[number % Things.Length], Parts[number / Things.Length % Parts.Length]);
        var comma = number == 0 ? "" : ",";
        text.Append(CultureInfo.InvariantCulture, $$$"""
            {{{comma}}}"/v{{{number / 200}}}/{{{thing}}}s/{id}/{{{part}}}s": {
            "get": {"operationId": "list{{{thing}}}{{{part}}}{{{number}}}",
            "summary": "List the {{{part}}}s of the {{{thing}}}",
            "description": "Returns the {{{part}}}s of one {{{thing}}}, the newest first, in pages.",
            "tags": ["{{{thing}}}s"], "parameters": [
            {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
            {"name": "limit", "in": "query", "schema": {"type": "integer"}}],
            "responses": {"200": {"description": "The list",
            "content": {"application/json": {"schema":
            {"type": "array", "items": {"$ref": "#/components/schemas/Thing{{{number}}}"} } } } } } },
            "post": {"operationId": "create{{{thing}}}{{{part}}}{{{number}}}",
            "summary": "Create a {{{part}}} of the {{{thing}}}",
            "tags": ["{{{thing}}}s"],
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "requestBody": {"content": {"application/json": {"schema":
            {"$ref": "#/components/schemas/Thing{{{number}}}"} } } },
            "responses": {"201": {"description": "Created"} } } }
            """);
    }

    private static void Schema(StringBuilder text, int number, int properties)
    {
        text.Append(CultureInfo.InvariantCulture, $$"""
            {{(number == 0 ? "" : ",")}}"Thing{{number}}": {"type": "object", "required": ["id"], "properties": {
            "id": {"type": "string"}
            """);
        for (var at = 0; at < properties; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                , "{{Things[at % Things.Length]}}_{{Parts[at % Parts.Length]}}_{{at}}": {"type": "string",
                "description": "What the {{Things[(at + number) % Things.Length]}} says about this field, in words.",
                "enum": ["open", "closed", "late"], "example": "open", "nullable": true}
                """);
        }

        text.Append("}}");
    }
}

using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.OpenApi;
using Versori.Connectors.Generation;

namespace Versori.Connectors.Benchmarks.Import;

/// <summary>
/// The conversion of an OpenAPI document's text to a whole connector definition, compared with Microsoft.OpenApi's
/// parsing of the same text into its own model only. The document is generated here: a number of operations, each with
/// parameters, a body and responses that refer to its own schema.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class ImportBenchmarks
{
    private readonly IConnectorGenerator _generator = ConnectorGenerator.Create();
    private string _json = "";

    // About 10 KB, 60 KB, 1.2 MB, 10 MB and 50 MB of JSON.
    [Params(8, 50, 1_000, 8_000, 40_000)]
    public int Operations { get; set; }

    [GlobalSetup]
    public void SetUp() => _json = Document(Operations);

    [Benchmark(Baseline = true, Description = "Microsoft.OpenApi, parsing alone")]
    public OpenApiDocument? Parse() => OpenApiDocument.Parse(_json, OpenApiConstants.Json).Document;

    [Benchmark(Description = "Versori.Connectors, the whole import")]
    public async Task<ConnectorDefinition> Import() =>
        (await _generator.ImportAsync(ConnectorSource.OpenApi(_json))).Definition;

    private static string Document(int operations)
    {
        var paths = new StringBuilder();
        var schemas = new StringBuilder();
        for (var number = 0; number < operations; number++)
        {
            var comma = number == 0 ? "" : ",";
            paths.Append(comma).Append($$$$"""
                "/items-{{{{number}}}}/{id}": {"put": {"operationId": "items{{{{number}}}}/put",
                "summary": "Change item {{{{number}}}}", "tags": ["items"],
                  "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
                                 {"name": "expand", "in": "query", "schema": {"type": "array",
                                 "items": {"type": "string"}}}],
                  "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref":
                  "#/components/schemas/Item{{{{number}}}}"} } } },
                  "responses": {"200": {"description": "The item",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item{{{{number}}}}"} } } },
                                "404": {"description": "No such item"} } } }
                """);
            schemas.Append(comma).Append($$$$"""
                "Item{{{{number}}}}": {"type": "object", "required": ["name"],
                "properties": {"name": {"type": "string", "description": "What people call it"},
                  "amount": {"type": "number"}, "created": {"type": "string", "format": "date-time"},
                  "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Item{{{{number}}}}"} } } }
                """);
        }

        return $$$$"""
            {"openapi": "3.0.3", "info": {"title": "Items", "version": "1"},
            "servers": [{"url": "https://items.example.com"}],
             "paths": {{{{{paths}}}}},
             "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
             "schemas": {{{{{schemas}}}}}},
             "security": [{"key": []}]}
            """;
    }
}

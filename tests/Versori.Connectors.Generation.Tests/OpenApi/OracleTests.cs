using System.Text;
using Microsoft.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Tests;

/// <summary>
/// The importer finds everything that Microsoft.OpenApi finds, which has its own conversion from 2.0 to 3.x.
/// </summary>
public class OracleTests
{
    [Theory]
    [InlineData("tracker.yaml")]
    [InlineData("chat.json")]
    [InlineData("payments.yaml")]
    [InlineData("drive.yaml")]
    public async Task The_importer_finds_everything_that_Microsoft_OpenApi_finds(string name)
    {
        var json = DocumentParser.Parse(Encoding.UTF8.GetBytes(Samples.Read(name)), 1 << 20, new(default)).Json;
        var document = OpenApiDocument.Parse(Encoding.UTF8.GetString(json.Span), "json").Document!;
        var definition = (await Samples.Import(Samples.Read(name))).Definition;

        var operations = document.Paths.SelectMany(
            path => path.Value.Operations!.Select(operation => (path.Key, path.Value, operation))).ToList();
        Assert.Equal(operations.Count, definition.Endpoints.Count);
        foreach (var (path, item, (method, operation)) in operations)
        {
            var endpoint = definition.Endpoints.Single(
                endpoint => endpoint.Path == path && endpoint.Method == method.Method);
            if (operation.OperationId is { } id) Assert.Equal(id, endpoint.Id);
            Assert.Equal(operation.Summary ?? item.Summary, endpoint.Summary);
            Assert.Equal(operation.Deprecated, endpoint.Deprecated);
            Assert.Equal(
                operation.Responses?.Keys.ToArray() ?? [], endpoint.Responses.Select(response => response.Status));
            Assert.Equal(operation.RequestBody is not null, endpoint.RequestBody is not null);
            // 2.0 sends files as multipart/form-data even if "consumes" differs; here the oracle keeps the document's
            // own list.
            if (endpoint.RequestBody is { ContentType: not "multipart/form-data" } body)
                Assert.Contains(body.ContentType, operation.RequestBody!.Content!.Keys);
            var declared = (item.Parameters ?? [])
                .Concat(operation.Parameters ?? []).Where(parameter => parameter.Name != "Accept")
                .Select(parameter => (parameter.Name, parameter.In.ToString())).Distinct();
            Assert.Subset(
                endpoint.Parameters.Select(parameter => (parameter.Name, parameter.In.ToString())).ToHashSet(),
                declared.Select(pair => (pair.Name!, pair.Item2!)).ToHashSet());
        }
    }
}

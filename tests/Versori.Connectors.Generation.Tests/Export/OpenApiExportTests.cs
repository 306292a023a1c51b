using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests.Export;

/// <summary>What an exported document contains.</summary>
public class OpenApiExportTests
{
    [Fact]
    public async Task A_slice_has_its_endpoints_and_the_schemas_that_they_use()
    {
        var export = Parsed(await Exported("comments.yaml", "get-attachment"));

        Assert.Equal(["/attachments/{id}"], Names(export["paths"]));
        Assert.Equal(["Attachment", "Image", "Link"], Names(export["components"]!["schemas"]));
        Assert.Equal("3.1.1", (string)export["openapi"]!);
    }

    [Fact]
    public async Task Operations_of_GraphQL_and_SOAP_are_left_out_with_a_warning()
    {
        var definition = (await Samples.Import(Samples.Read("comments.yaml"))).Definition;
        var endpoint = definition.Endpoints[0] with { Id = "query", Method = "POST", Path = "/graphql" };
        definition = definition with
        {
            Endpoints = [definition.Endpoints[0], endpoint with { GraphQL = new() { Document = "{ me { id } }" } }],
        };

        var export = definition.ToOpenApi();

        Assert.Equal([definition.Endpoints[0].Path], Names(Parsed(export)["paths"]));
        Assert.Equal("/endpoints/1/graphQL", Assert.Single(export.Warnings).Location);
    }

    [Fact]
    public async Task A_recursive_schema_is_one_component()
    {
        var export = Parsed(await Exported("comments.yaml", "add-comment"));

        var comment = export["components"]!["schemas"]!["Comment"]!["properties"]!;
        Assert.Equal("#/components/schemas/Comment", (string)comment["parent"]!["$ref"]!);
        Assert.Equal("#/components/schemas/Comment", (string)comment["replies"]!["items"]!["$ref"]!);
    }

    [Fact]
    public async Task Keywords_of_OpenAPI_3_0_become_those_of_JSON_Schema()
    {
        var file = Parsed(await Exported("files.yaml", "search"))["components"]!["schemas"]!["File"]!["properties"]!;

        Assert.Equal("""["string","null"]""", file["name"]!["type"]!.ToJsonString());
        Assert.Equal(0, (int)file["size"]!["exclusiveMinimum"]!);
        Assert.Null(file["ratio"]!["exclusiveMaximum"]);
        Assert.Equal("#/components/schemas/File/properties/name", (string)file["anyName"]!["$ref"]!);
    }

    [Fact]
    public async Task Values_that_a_keyword_does_not_allow_are_left_out()
    {
        var schemas = Parsed(await Exported("warehouse.json"))["components"]!["schemas"]!;

        var count = schemas["Count"]!["properties"]!["count"]!;
        Assert.Equal("integer", (string)count["type"]!);
        Assert.Null(count["minimum"]);
        var item = schemas["Item"]!;
        Assert.Equal("type", (string)item["discriminator"]!["propertyName"]!);
        Assert.Null(item["properties"]!["name"]!["required"]);
        var position = item["properties"]!["position"]!;
        Assert.Equal("#/components/schemas/Count", (string)position["prefixItems"]![1]!["$ref"]!);
        Assert.Null(position["items"]);
    }

    [Fact]
    public async Task Names_of_schemas_are_legal_and_stay_different()
    {
        var export = Parsed(await Exported("warehouse.json", "ListItems", "changeItem"));

        Assert.Equal(
            ["List_Item_2", "List_Item", "Count", "Item"], Names(export["components"]!["schemas"]));
        var response = export["paths"]!["/"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!;
        Assert.Equal("#/components/schemas/List_Item_2", (string)response["schema"]!["$ref"]!);
    }

    [Fact]
    public async Task The_query_of_a_path_becomes_parameters()
    {
        var export = Parsed(await Exported("warehouse.json", "tallShelves"));

        var parameters = export["paths"]!["/shelves"]!["get"]!["parameters"]!.AsArray();
        Assert.Equal(["row", "type"], parameters.Select(parameter => (string)parameter!["name"]!));
        Assert.All(parameters, parameter => Assert.Equal("query", (string)parameter!["in"]!));
        Assert.Equal("""["tall"]""", parameters[1]!["schema"]!["enum"]!.ToJsonString());
    }

    [Fact]
    public async Task Paths_that_differ_in_names_only_are_one_path()
    {
        var export = Parsed(await Exported("warehouse.json", "item", "deleteItem"));

        Assert.Equal(["/items/{id}"], Names(export["paths"]));
        var parameter = export["paths"]!["/items/{id}"]!["delete"]!["parameters"]![0]!;
        Assert.Equal("id", (string)parameter["name"]!);
    }

    [Fact]
    public async Task What_OpenAPI_cannot_state_is_a_warning_with_its_place()
    {
        var warehouse = (await Samples.Import(Samples.Read("warehouse.json"))).Definition.ToOpenApi();
        var people = (await Samples.Import(Samples.Read("people.yaml"))).Definition.ToOpenApi();

        Assert.Equal(
            [
                "/endpoints/0/parameters/1/style", "/endpoints/0/parameters/4/style", "/endpoints/1/path",
                "/endpoints/5/path", "/endpoints/7/requestBody/encoding",
            ],
            warehouse.Warnings.Select(warning => warning.Location!).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["/endpoints/1/method", "/endpoints/2/method", "/endpoints/5/parameters/2"],
            people.Warnings.Select(warning => warning.Location));
        Assert.All(
            warehouse.Warnings, warning => Assert.Equal(ConnectorErrorCode.NotSupported, warning.Code));
    }

    [Fact]
    public void Inputs_become_server_variables_with_a_default()
    {
        var definition = new ConnectorDefinition
        {
            Id = ConnectorId.Parse("shop"),
            Title = "Shop",
            BaseUrl = "https://{store}.shop.example/{edition}",
            Inputs =
            [
                new() { Name = "store", Description = "The name of the store." },
                new() { Name = "edition", AllowedValues = ["v1", "v2"], Default = "v2" },
            ],
            Endpoints = [new() { Id = "list", Method = "GET", Path = "/orders" }],
        };

        var server = Parsed(definition.ToOpenApi())["servers"]![0]!;

        Assert.Equal("https://{store}.shop.example/{edition}", (string)server["url"]!);
        Assert.Equal("store", (string)server["variables"]!["store"]!["default"]!);
        Assert.Equal("v2", (string)server["variables"]!["edition"]!["default"]!);
    }

    [Fact]
    public void A_definition_without_a_source_document_is_exported()
    {
        var definition = new ConnectorDefinition
        {
            Id = ConnectorId.Parse("notes"),
            Title = "Notes",
            BaseUrl = "https://notes.example",
            Endpoints =
            [
                new()
                {
                    Id = "add",
                    Method = "POST",
                    Path = "/notes/{folder}",
                    Parameters = [new() { Name = "folder", In = ParameterLocation.Path }],
                    RequestBody = new() { Schema = JsonSchema.Parse("""{"$ref":"#/schemas/Note"}""") },
                },
            ],
            Schemas = new Dictionary<string, JsonSchema>
            {
                ["Note"] = JsonSchema.Parse("""{"properties":{"next":{"$ref":"#/schemas/Missing"},"any":true}}"""),
            },
        };

        var export = definition.ToOpenApi(options: new() { Version = "7" });

        RoundTripTests.AssertValid(export.ToJson());
        Assert.Equal("7", (string)Parsed(export)["info"]!["version"]!);
        Assert.Contains("#/schemas/Missing", Assert.Single(export.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_exist_is_refused()
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => Exported("comments.yaml", "list comments", "no"));

        Assert.Equal(ConnectorErrorCode.NotFound, exception.Code);
        Assert.Equal("no", exception.Error.Location);
    }

    [Fact]
    public async Task A_plan_is_exported_and_written_to_a_stream()
    {
        var plan = await ConnectorGenerator.Create()
            .PlanAsync("List issues", [ConnectorSource.OpenApi(Samples.Read("tracker.yaml"))]);
        var export = plan.Connectors[0].ToOpenApi();
        using var asynchronous = new MemoryStream();
        using var synchronous = new MemoryStream();

        await export.WriteToAsync(asynchronous);
        export.WriteTo(synchronous);

        Assert.Equal(plan.Connectors[0].Endpoints.Count, Names(Parsed(export)["paths"]).Length);
        Assert.Equal(export.ToJson(), System.Text.Encoding.UTF8.GetString(asynchronous.ToArray()));
        Assert.Equal(asynchronous.ToArray(), synchronous.ToArray());
    }

    private static async Task<OpenApiExport> Exported(string name, params string[] endpoints) =>
        (await Samples.Import(Samples.Read(name))).Definition.ToOpenApi(endpoints);

    private static JsonNode Parsed(OpenApiExport export) => JsonNode.Parse(export.ToJson())!;

    private static string[] Names(JsonNode? node) => [.. node!.AsObject().Select(member => member.Key)];
}

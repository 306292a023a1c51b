namespace Versori.Connectors.Generation.Tests;

public class ImportTests
{
    [Fact]
    public async Task The_first_server_is_the_base_url_and_its_variables_are_inputs()
    {
        var definition = (await Samples.Import(Samples.Read("tracker.yaml"))).Definition;

        Assert.Equal("acme-tracker", definition.Id.Value);
        Assert.Equal("Acme Tracker", definition.Title);
        Assert.Equal("https://{region}.tracker.example/v3", definition.BaseUrl);
        var input = Assert.Single(definition.Inputs);
        Assert.Equal(("region", "eu", false), (input.Name, input.Default, input.Required));
        Assert.Equal(["eu", "us"], input.AllowedValues);
    }

    [Fact]
    public async Task Path_and_operation_parameters_are_merged_and_keep_their_styles()
    {
        var endpoint = (await Samples.Import(Samples.Read("tracker.yaml"))).Endpoint("issues/list-for-repo");

        Assert.Equal(
            ["owner", "repo", "labels", "filter", "X-Trace", "where"],
            endpoint.Parameters.Select(parameter => parameter.Name));
        var labels = endpoint.Parameters[2];
        Assert.Equal((ParameterStyle.Form, false), (labels.Style, labels.Explode));
        Assert.Equal(ParameterStyle.DeepObject, endpoint.Parameters[3].Style);
        Assert.Equal("""{"$ref":"#/schemas/Where"}""", endpoint.Parameters[5].Schema!.ToString());
        Assert.Equal(["200", "404"], endpoint.Responses.Select(response => response.Status));
        Assert.Equal("application/problem+json", endpoint.Responses[1].ContentType);
    }

    [Fact]
    public async Task Json_is_preferred_among_several_media_types()
    {
        var body = (await Samples.Import(Samples.Read("tracker.yaml"))).Endpoint("issues/create").RequestBody!;

        Assert.Equal(("application/json", true), (body.ContentType, body.Required));
        Assert.Equal("""{"$ref":"#/schemas/NewIssue"}""", body.Schema!.ToString());
    }

    [Fact]
    public async Task Recursive_schemas_are_kept_and_examples_are_not_treated_as_references()
    {
        var schemas = (await Samples.Import(Samples.Read("tracker.yaml"))).Definition.Schemas;

        Assert.Equal(
            "#/schemas/Issue",
            schemas["Issue"].Root.GetProperty("properties").GetProperty("parent").GetProperty("$ref").GetString());
        Assert.Equal("#/not/a/reference", schemas["User"].Root.GetProperty("example").GetProperty("$ref").GetString());
    }

    [Fact]
    public async Task An_operation_without_an_id_gets_a_readable_one_and_a_warning()
    {
        var import = await Samples.Import(Samples.Read("tracker.yaml"));

        Assert.Equal("/repos/{owner}/{repo}/labels", import.Endpoint("post-repos-owner-repo-labels").Path);
        Assert.Contains(
            import.Warnings,
            warning => warning.Location == "/paths/~1repos~1{owner}~1{repo}~1labels/post" && warning.Line == 64);
        Assert.Contains(import.Warnings, warning => warning.Message.Contains("'{owner}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_duplicate_operation_id_results_in_two_endpoints()
    {
        var import = await Samples.Import(Samples.With(document: "  /b:\n    get: { operationId: a, responses: {} }"));

        Assert.Equal(["a", "get-b"], import.Definition.Endpoints.Select(endpoint => endpoint.Id));
    }

    [Fact]
    public async Task A_path_can_have_its_own_server()
    {
        var import = await Samples.Import(Samples.Read("tracker.yaml"));

        Assert.Equal("https://users.tracker.example", import.Endpoint("users/get-authenticated").BaseUrl);
        Assert.Null(import.Endpoint("issues/get").BaseUrl);
    }

    [Fact]
    public async Task Swagger_2_forms_bodies_and_collections_are_converted()
    {
        var import = await Samples.Import(Samples.Read("chat.json"));

        Assert.Equal("https://parley.example/api", import.Definition.BaseUrl);
        Assert.Equal("parley", import.Definition.Id.Value);
        var form = import.Endpoint("chat_postMessage").RequestBody!;
        Assert.Equal("application/x-www-form-urlencoded", form.ContentType);
        Assert.Equal(
            """{"type":"object","properties":{"channel":{"description":"Where to.","type":"string"}"""
                + ""","text":{"type":"string"}},"required":["channel"]}""",
            form.Schema!.ToString());
        Assert.Equal("multipart/form-data", import.Endpoint("files_upload").RequestBody!.ContentType);
        Assert.Equal("application/json", import.Endpoint("chat_update").RequestBody!.ContentType);
        Assert.Equal(
            "binary",
            import.Definition.Schemas["Message"].Root.GetProperty("properties")
                .GetProperty("file").GetProperty("format").GetString());
        var lists = import.Endpoint("conversations_list").Parameters;
        Assert.Equal((ParameterStyle.Form, true), (lists[0].Style, lists[0].Explode));
        Assert.Equal((ParameterStyle.Form, false), (lists[1].Style, lists[1].Explode));
        Assert.Equal((ParameterStyle.PipeDelimited, false), (lists[2].Style, lists[2].Explode));
    }

    [Fact]
    public async Task Unresolved_references_and_undeclared_variables_are_warnings()
    {
        var import = await Samples.Import(Samples.With(operation: """
            parameters:
              - { $ref: "other.yaml#/x" }
              - { name: q, in: query, schema: { $ref: "#/components/schemas/None" } }
            servers: [{ url: "https://{tenant}.example" }]
            """));

        Assert.Contains(
            import.Warnings,
            warning =>
                warning.Location == "/paths/~1a/get/parameters/0"
                    && warning.Message.Contains("WithRelated", StringComparison.Ordinal));
        Assert.Contains(
            import.Warnings,
            warning => warning.Location == "/paths/~1a/get/parameters/1/schema/$ref" && warning.Line == 11);
        Assert.True(import.Definition.Inputs.Single(input => input.Name == "tenant").Required);
        Assert.Equal("https://{tenant}.example", import.Endpoint("a").BaseUrl);
    }

    [Fact]
    public async Task The_target_of_a_reference_outside_the_components_becomes_a_shared_schema()
    {
        var import = await Samples.Import(Samples.With(document: """
              /b:
                get:
                  parameters: [{ name: q, in: query, schema: { $ref: "#/x-shared/Thing" } }]
            x-shared: { Thing: { type: integer } }
            """));

        Assert.Equal(
            """{"$ref":"#/schemas/x-shared-thing"}""", import.Endpoint("get-b").Parameters[0].Schema!.ToString());
        Assert.Equal("""{"type":"integer"}""", import.Definition.Schemas["x-shared-thing"].ToString());
    }

    [Theory]
    [InlineData("GitHub v3 REST API", "github")]
    [InlineData("Stripe API", "stripe")]
    [InlineData("Netlify's API documentation", "netlify")]
    [InlineData("Discord HTTP API (Preview)", "discord")]
    [InlineData("API", "api")]
    [InlineData("日本", "t-example")]
    public async Task The_key_is_derived_from_the_title(string title, string id) =>
        Assert.Equal(
            id,
            (
                await Samples.Import(
                    Samples.With()
                        .Replace("title: T", $"title: \"{title}\"", StringComparison.Ordinal))).Definition.Id.Value);

    [Theory]
    [InlineData("tracker.yaml")]
    [InlineData("chat.json")]
    [InlineData("payments.yaml")]
    [InlineData("drive.yaml")]
    public async Task A_definition_round_trips_through_json(string name)
    {
        var definition = (await Samples.Import(Samples.Read(name))).Definition;

        Assert.Equal(definition, ConnectorDefinition.Parse(definition.ToJson()));
    }
}

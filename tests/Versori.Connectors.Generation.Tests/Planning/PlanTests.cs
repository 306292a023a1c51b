using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Generation.Tests;

public class PlanTests
{
    [Fact]
    public async Task An_endpoint_on_a_different_host_becomes_a_question_of_the_plan()
    {
        var source = ConnectorSource.OpenApi(
            """
            {
              "openapi": "3.0.3",
              "info": { "title": "Drive", "version": "1" },
              "servers": [{ "url": "https://api.example.com" }],
              "paths": {
                "/files": {
                  "servers": [{ "url": "https://uploads.example.com" }],
                  "post": { "operationId": "uploadFile", "summary": "Upload a file", "responses": {} }
                }
              }
            }
            """);

        var plan = await ConnectorGenerator.Create().PlanAsync("upload a file", [source]);

        Assert.Contains(
            plan.Connectors[0].OpenQuestions,
            question => question.Text.Contains("https://uploads.example.com", StringComparison.Ordinal)
                && question.Text.Contains("'uploadFile'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_round_trips_through_json()
    {
        var plan = await Plan(
            "List issues and post a message", Samples.Source("tracker.yaml"), Samples.Source("chat.json"));

        var copy = JsonSerializer.Deserialize<IntegrationPlan>(
            JsonSerializer.Serialize(plan, ConnectorJson.Options), ConnectorJson.Options);

        Assert.Equal(plan, copy);
    }

    [Fact]
    public async Task A_planned_connector_contains_only_the_parts_that_its_endpoints_use()
    {
        var connector = (await Plan("List issues of a repository", Samples.Source("tracker.yaml"))).Connectors.Single();

        Assert.Equal("acme-tracker", connector.TemplateName);
        Assert.Equal(["issues/list-for-repo"], connector.Definition.Endpoints.Select(endpoint => endpoint.Id));
        Assert.Equal(["Issue", "User", "Where"], connector.Definition.Schemas.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["region"], connector.Definition.Inputs.Select(input => input.Name));
        Assert.Equal(6, connector.Definition.AuthMethods.Count);
    }

    [Fact]
    public async Task The_scopes_are_the_required_scopes_of_the_chosen_endpoints()
    {
        var connector = (
            await Plan(
                "List issues of a repository and create an issue", Samples.Source("tracker.yaml"))).Connectors.Single();

        Assert.All(
            connector.Definition.AuthMethods.OfType<OAuth2Auth>(),
            method => Assert.Equal(["issues:read", "issues:write"], method.Scopes));
        Assert.Contains(
            connector.OpenQuestions, question => question.Text.Contains("offline_access", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_settings_become_questions()
    {
        var source = ConnectorSource.OpenApi(
            "openapi: 3.0.0\ninfo: { title: Silent }\npaths: { /v1/items: { get: { operationId: items, summary: List "
                + "items } } }");

        var connector = (await Plan("List items and frobnicate the wombats", source)).Connectors.Single();

        Assert.Equal("https://{host}", connector.Definition.BaseUrl);
        Assert.Equal("host", connector.Definition.Inputs.Single().Name);
        Assert.Contains(
            connector.OpenQuestions, question => question.Text.Contains("WithBaseUrl", StringComparison.Ordinal));
        Assert.Contains(
            connector.OpenQuestions, question => question.Text.Contains("WithAuth", StringComparison.Ordinal));
        Assert.Contains(
            connector.OpenQuestions, question => question.Text.Contains("'wombats'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_servers_become_a_question() =>
        Assert.Contains(
            (await Plan("List issues", Samples.Source("tracker.yaml"))).Connectors[0].OpenQuestions,
            question => question.Text.Contains("sandbox.tracker.example", StringComparison.Ordinal));

    [Fact]
    public async Task The_question_about_the_server_has_the_descriptions_of_the_document()
    {
        const string Regions =
            """
            {"openapi": "3.0.0", "info": {"title": "Plain", "version": "1"},
            "servers": [{"url": "https://eu.example/", "description": "Europe,\n production"},
            {"url": "https://us.example"}, {"url": "https://test.example", "description": "Sandbox"}],
            "paths": {"/things": {"get": {"operationId": "things/list", "summary": "List things",
            "responses": {"200": {"description": "OK"}}}}}}
            """;

        var connector = (await Plan("List things", ConnectorSource.OpenApi(Regions))).Connectors[0];

        Assert.Equal(
            "Which server of Plain should be used? 'https://eu.example' (Europe, production) is used now. "
                + "Other servers: 'https://us.example', 'https://test.example' (Sandbox).",
            Assert.Single(connector.OpenQuestions, question => question.Id == "server").Text);
    }

    [Theory]
    [InlineData("Delete a customer", "delete a customer")]
    [InlineData("List the customers and delete those without orders", "delete those")]
    [InlineData("Read a customer", null)]
    [InlineData("Create an order for a customer", null)]
    public async Task A_command_that_no_endpoint_does_becomes_a_question(string requirement, string? missing)
    {
        const string Shop =
            """
            {"openapi": "3.0.0", "info": {"title": "Shop", "version": "1"},
            "servers": [{"url": "https://shop.example"}],
            "paths": {
            "/customers": {"get": {"operationId": "listCustomers", "summary": "List customers",
            "responses": {"200": {"description": "OK"}}}},
            "/customers/{id}": {"get": {"operationId": "getCustomer", "summary": "Get a customer",
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "responses": {"200": {"description": "OK"}}}},
            "/orders": {"post": {"operationId": "createOrder", "summary": "Create an order",
            "responses": {"200": {"description": "OK"}}}}}}
            """;

        var connector = (await Plan(requirement, ConnectorSource.OpenApi(Shop))).Connectors[0];

        Assert.Equal(
            missing is null ? [] : new[] { $"missing:{missing}" },
            connector.OpenQuestions.Select(question => question.Id)
                .Where(id => id.StartsWith("missing:", StringComparison.Ordinal)));
        Assert.DoesNotContain("createOrder", missing is null ? [] : connector.Endpoints);
    }

    [Fact]
    public async Task An_irrelevant_system_has_no_endpoints_and_adds_a_question()
    {
        var connector = (
            await Plan(
                "List issues in Tracker",
                Samples.Source("tracker.yaml"),
                Samples.Source("payments.yaml"))).Connectors[1];

        Assert.Empty(connector.Definition.Endpoints);
        Assert.Contains(
            connector.OpenQuestions, question => question.Text.Contains("needed for", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_sources_of_one_system_get_different_template_names()
    {
        var plan = await Plan("List issues", Samples.Source("tracker.yaml"), Samples.Source("tracker.yaml"));

        Assert.Equal(["acme-tracker", "acme-tracker-2"], plan.Connectors.Select(connector => connector.TemplateName));
    }

    [Fact]
    public async Task No_connector_gets_more_endpoints_than_allowed()
    {
        var generator = ConnectorGenerator.Create(options: new() { MaximumEndpointsPerConnector = 2 });

        var plan = await generator.PlanAsync(
            "List issues, create an issue, delete the repository, list pull requests",
            [Samples.Source("tracker.yaml")]);

        Assert.Equal(2, plan.Connectors[0].Definition.Endpoints.Count);
    }

    private static Task<IntegrationPlan> Plan(string requirements, params ConnectorSource[] sources) =>
        ConnectorGenerator.Create().PlanAsync(requirements, sources);
}

namespace Versori.Connectors.Generation.Tests;

/// <summary>A list that returns an id which a body or a query names comes along with what needs it.</summary>
public sealed class InputSourceTests
{
    private const string Document =
        """
        {
          "openapi": "3.0.3", "info": { "title": "Ledgerly", "version": "1" },
          "servers": [{ "url": "https://api.ledgerly.example" }],
          "paths": {
            "/invoices": {
              "post": {
                "operationId": "createInvoice", "summary": "Create an invoice",
                "requestBody": {
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/New" } } }
                },
                "responses": { "200": { "description": "Success" } }
              }
            },
            "/statements": {
              "get": {
                "operationId": "listStatements", "summary": "List statements",
                "parameters": [
                  { "name": "channelId", "in": "query", "required": true, "schema": { "type": "string" } },
                  { "name": "project_id", "in": "query", "schema": { "type": "string" } }
                ],
                "responses": { "200": { "description": "Success" } }
              }
            },
            "/channels/{channel_id}/topic": {
              "get": { "operationId": "getTopic", "summary": "Get the topic of a channel",
                "parameters": [
                  { "name": "channel_id", "in": "path", "required": true, "schema": { "type": "string" } }
                ],
                "responses": { "200": { "description": "Success" } } }
            },
            "/customers": {
              "get": { "operationId": "listCustomers", "responses": { "200": { "description": "Success" } } },
              "post": { "operationId": "createCustomer", "responses": { "200": { "description": "Success" } } }
            },
            "/channels": {
              "get": { "operationId": "listChannels", "responses": { "200": { "description": "Success" } } }
            },
            "/projects": {
              "get": { "operationId": "listProjects", "responses": { "200": { "description": "Success" } } }
            }
          },
          "components": {
            "schemas": {
              "New": {
                "type": "object", "required": ["customer"],
                "properties": {
                  "customer": { "type": "string" }, "project": { "type": "object" }, "channel_id": { "type": "string" }
                }
              }
            }
          }
        }
        """;

    [Theory]
    [InlineData("Create an invoice", "listCustomers", "customer", "createInvoice")]
    [InlineData("List the statements", "listChannels", "channelId", "listStatements")]
    [InlineData("List the statements of a project", "listProjects", "project_id", "listStatements")]
    public async Task What_yields_a_named_resource_is_suggested_with_what_needs_it(
        string requirement, string source, string input, string needing)
    {
        var connector = await Plan(requirement);

        var reason = $"Returns the values of '{input}' that '{needing}' needs.";
        Assert.Contains(
            connector.Choices.Concat(connector.Suggestions),
            item => item.EndpointId == source && item.Reason == reason);
        Assert.Contains(needing, connector.Endpoints);
    }

    [Fact]
    public async Task An_optional_input_that_the_requirement_does_not_mean_brings_no_list()
    {
        var connector = await Plan("Create an invoice");

        Assert.DoesNotContain(
            connector.Suggestions, item => item.Reason.Contains("'channel_id'", StringComparison.Ordinal));
        Assert.DoesNotContain(
            connector.Suggestions, item => item.Reason.Contains("'project'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get the topic of a channel", true)]
    [InlineData("Get the topic", false)]
    public async Task The_only_list_of_an_id_is_chosen_if_the_requirement_says_what_it_lists(
        string requirement, bool isChosen)
    {
        var connector = await Plan(requirement);

        Assert.Contains("getTopic", connector.Endpoints);
        Assert.Equal(isChosen, connector.Endpoints.Contains("listChannels"));
        Assert.Contains(
            connector.Choices.Concat(connector.Suggestions),
            item => item.EndpointId == "listChannels"
                && item.Reason == "Returns the values of 'channel_id' that 'getTopic' needs.");
    }

    [Fact]
    public async Task What_yields_a_named_resource_never_writes()
    {
        var connector = await Plan("Create an invoice");

        Assert.Equal(["createInvoice"], connector.Choices.Where(item => item.RequiresConfirmation)
            .Select(item => item.EndpointId));
        Assert.DoesNotContain(
            connector.Suggestions,
            item => item.RequiresConfirmation && item.Reason.Contains("Returns", StringComparison.Ordinal));
    }

    private static async Task<PlannedConnector> Plan(string requirement) =>
        (await ConnectorGenerator.Create().PlanAsync(
            requirement, [ConnectorSource.OpenApi(Document).WithId("ledgerly")])).Connectors.Single();
}

using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Generation.Tests;

/// <summary>A person chooses suggested endpoints of a plan, and leaves out chosen ones.</summary>
public class TickTests
{
    private const string Document =
        """
        {
          "openapi": "3.1.0",
          "info": { "title": "Films", "version": "1" },
          "servers": [{ "url": "https://films.example" }],
          "paths": {
            "/films": {
              "get": { "operationId": "listFilms", "summary": "List films", "security": [{ "o": ["films.read"] }],
                "responses": { "200": { "description": "OK" } } },
              "post": { "operationId": "addFilm", "summary": "Add a film", "security": [{ "o": ["films.write"] }],
                "responses": { "201": { "description": "OK" } } }
            },
            "/films/{film_id}/credits": {
              "get": { "operationId": "listCredits", "summary": "List the credits of a film", "deprecated": true,
                "parameters": [{ "name": "film_id", "in": "path", "required": true, "schema": { "type": "string" } }],
                "security": [{ "o": ["credits.read"] }], "responses": { "200": { "description": "OK" } } }
            }
          },
          "components": { "securitySchemes": { "o": { "type": "oauth2", "flows": { "authorizationCode": {
            "authorizationUrl": "https://films.example/a", "tokenUrl": "https://films.example/t",
            "scopes": { "films.read": "", "films.write": "", "credits.read": "" } } } } } }
        }
        """;

    private static readonly IConnectorGenerator Generator = ConnectorGenerator.Create();
    private static readonly PlanRequest Request = new()
    {
        Requirements = "List the films",
        Sources = [ConnectorSource.OpenApi(Document)],
    };

    [Fact]
    public async Task A_chosen_suggestion_comes_with_its_scopes_and_is_chosen_in_later_plans()
    {
        var plan = await Generator.PlanAsync(Request);
        Assert.Equal(["listFilms"], plan.Connectors[0].Endpoints);
        Assert.Equal(["films.read"], Scopes(plan));

        var ticked = await Again(plan.ChooseEndpoint("films", "listCredits"));
        var later = await Again(ticked);

        Assert.Equal(["listFilms", "listCredits"], ticked.Connectors[0].Endpoints);
        Assert.Equal(["films.read", "credits.read"], Scopes(ticked));
        Assert.Contains(ticked.Connectors[0].Choices, choice => choice.EndpointId == "listCredits");
        Assert.DoesNotContain(ticked.Connectors[0].Suggestions, other => other.EndpointId == "listCredits");
        Assert.Equal(["'listCredits' was chosen, and is deprecated."], ticked.Warnings);
        Assert.Equal(ticked, later);
    }

    [Fact]
    public async Task An_endpoint_that_is_left_out_takes_its_scopes_with_it_and_becomes_a_suggestion()
    {
        var plan = await Again((await Generator.PlanAsync(Request)).ChooseEndpoint("films", "listCredits"));

        var without = await Again(plan.LeaveOutEndpoint("films", "listFilms"));

        Assert.Equal(["listCredits"], without.Connectors[0].Endpoints);
        Assert.Equal(["credits.read"], Scopes(without));
        Assert.Equal("listFilms", without.Connectors[0].Suggestions[0].EndpointId);
        Assert.Contains("'listFilms' was left out, but returns values that 'listCredits' needs.", without.Warnings);
    }

    [Fact]
    public async Task A_decision_can_be_taken_back()
    {
        var plan = await Generator.PlanAsync(Request);

        var back = await Again((await Again(plan.ChooseEndpoint("films", "listCredits")))
            .LeaveOutEndpoint("films", "listCredits"));

        Assert.Equal(plan.Connectors[0].Definition, back.Connectors[0].Definition);
        Assert.Equal(plan.Connectors[0].Choices, back.Connectors[0].Choices);
        Assert.Single(back.Connectors[0].Ticks);
    }

    [Fact]
    public async Task What_a_chosen_endpoint_needs_is_suggested_first()
    {
        var request = Request with { Requirements = "Add a film" };
        var plan = await Generator.PlanAsync(request);
        Assert.Equal(["addFilm"], plan.Connectors[0].Endpoints);

        var ticked = await Generator.PlanAsync(
            request with { Previous = plan.ChooseEndpoint("films", "listCredits") });

        var first = ticked.Connectors[0].Suggestions[0];
        Assert.Equal("listFilms", first.EndpointId);
        Assert.Contains("film_id", first.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_writes_is_chosen_only_with_a_confirmation()
    {
        var plan = await Generator.PlanAsync(Request);

        Assert.Throws<ArgumentException>("confirmed", () => plan.ChooseEndpoint("films", "addFilm"));
        var ticked = await Again(plan.ChooseEndpoint("films", "addFilm", confirmed: true));

        Assert.True(ticked.Connectors[0].Choices.Single(choice => choice.EndpointId == "addFilm").RequiresConfirmation);
        Assert.Equal(["films.read", "films.write"], Scopes(ticked));
    }

    [Fact]
    public async Task Only_what_the_plan_has_or_suggests_can_be_decided()
    {
        var plan = await Generator.PlanAsync(Request);

        Assert.Throws<ArgumentException>("endpointId", () => plan.ChooseEndpoint("films", "other"));
        Assert.Throws<ArgumentException>("endpointId", () => plan.LeaveOutEndpoint("films", "other"));
        Assert.Throws<ArgumentException>("templateName", () => plan.ChooseEndpoint("other", "listFilms"));
        Assert.Throws<ArgumentException>("endpointId", () => plan.ChooseEndpoint("films", " "));
    }

    [Fact]
    public async Task Decisions_are_kept_in_json()
    {
        var plan = (await Generator.PlanAsync(Request)).ChooseEndpoint("films", "listCredits");

        var copy = JsonSerializer.Deserialize<IntegrationPlan>(
            JsonSerializer.Serialize(plan, ConnectorJson.Options), ConnectorJson.Options)!;

        Assert.Equal(plan, copy);
        Assert.Equal((await Again(plan)).Connectors, (await Again(copy)).Connectors);
    }

    [Fact]
    public async Task A_decision_about_an_endpoint_that_the_document_lost_is_a_warning()
    {
        var plan = (await Generator.PlanAsync(Request)).ChooseEndpoint("films", "listCredits");
        var changed = Document.Replace("listCredits", "credits", StringComparison.Ordinal);

        var again = await Generator.PlanAsync(
            Request with { Sources = [ConnectorSource.OpenApi(changed)], Previous = plan });

        Assert.Equal(["'listCredits' was chosen, but 'films' does not have it."], again.Warnings);
    }

    private static Task<IntegrationPlan> Again(IntegrationPlan previous) =>
        Generator.PlanAsync(Request with { Previous = previous });

    private static IEnumerable<string> Scopes(IntegrationPlan plan) =>
        plan.Connectors[0].Definition.AuthMethods.OfType<OAuth2Auth>().Single().Scopes;
}

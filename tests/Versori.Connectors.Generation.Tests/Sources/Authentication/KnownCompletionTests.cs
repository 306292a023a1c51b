using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Generation.Tests;

/// <summary>Documents that leave out how to authenticate are completed from the known system at their host.</summary>
public sealed class KnownCompletionTests
{
    private static readonly IConnectorGenerator Generator = ConnectorGenerator.Create(knownHosts: KnownSystems.Hosts);

    [Fact]
    public async Task A_document_without_auth_gets_the_methods_of_the_system_at_its_host()
    {
        var import = await ImportAsync("https://api.hubapi.com/crm/v3");

        var method = Assert.IsType<OAuth2Auth>(
            import.Definition.AuthMethods.Single(method => method is OAuth2Auth));
        Assert.Equal("https://app.hubspot.com/oauth/authorize", method.AuthorizationUrl);
        Assert.Equal("https://api.hubapi.com/crm/v3", import.Definition.BaseUrl);
        Assert.Contains(import.Warnings, warning => warning.Message.Contains("HubSpot", StringComparison.Ordinal));
        Assert.DoesNotContain(
            import.Warnings, warning => warning.Message.Contains("WithAuth", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://api.unknown.example")]
    [InlineData("https://evil-api.hubapi.com.example")]
    [InlineData("https://hubapi.com")]
    public async Task A_host_that_is_not_known_changes_nothing(string server) =>
        Assert.Empty((await ImportAsync(server)).Definition.AuthMethods);

    [Fact]
    public async Task The_auth_methods_that_the_host_sets_stay()
    {
        var source = ConnectorSource.OpenApi(Document("https://api.hubapi.com")).WithAuth(new BearerAuth());

        var import = await Generator.ImportAsync(source);

        Assert.IsType<BearerAuth>(import.Definition.AuthMethods.Single());
    }

    [Fact]
    public async Task An_input_of_the_host_gets_the_value_that_the_document_has()
    {
        var import = await ImportAsync("https://acme.zendesk.com/api/v2");

        Assert.Equal("acme", import.Definition.Inputs.Single(input => input.Name == "subdomain").Default);
        Assert.Equal("https://acme.zendesk.com/api/v2", import.Definition.BaseUrl);
    }

    [Fact]
    public async Task An_input_of_the_document_is_replaced_by_the_known_one()
    {
        var import = await ImportAsync(
            "https://{yourdomain}.zendesk.com/api/v2', variables: { yourdomain: { default: 'd' } }, description: '");

        Assert.Equal("https://{subdomain}.zendesk.com/api/v2", import.Definition.BaseUrl);
        Assert.Equal(["subdomain"], import.Definition.Inputs.Select(input => input.Name));
    }

    [Fact]
    public async Task A_flow_gets_what_documents_cannot_state()
    {
        var import = await ImportAsync("https://slack.com/api", """
            components:
              securitySchemes:
                main:
                  type: oauth2
                  flows:
                    authorizationCode:
                      authorizationUrl: https://slack.com/oauth/v2/authorize
                      tokenUrl: https://slack.com/api/oauth.v2.access
                      scopes: { 'chat:write': Send }
            """);

        var method = Assert.IsType<OAuth2Auth>(import.Definition.AuthMethods.Single());
        Assert.Equal((",", "main", OAuth2Pkce.None), (method.ScopeSeparator, method.Id, method.Pkce));
        Assert.Equal(["chat:write"], method.AvailableScopes.Keys);
    }

    [Fact]
    public async Task A_flow_with_other_URLs_stays_as_the_document_has_it()
    {
        var import = await ImportAsync("https://slack.com/api", """
            components:
              securitySchemes:
                main:
                  type: oauth2
                  flows:
                    authorizationCode:
                      authorizationUrl: https://slack.com/other/authorize
                      tokenUrl: https://slack.com/other/token
                      scopes: {}
            """);

        var method = Assert.IsType<OAuth2Auth>(import.Definition.AuthMethods.Single());
        Assert.Equal((" ", "https://slack.com/other/token"), (method.ScopeSeparator, method.TokenUrl));
    }

    [Fact]
    public async Task The_word_before_a_key_is_that_of_the_system()
    {
        var import = await ImportAsync("https://app.launchdarkly.com/api/v2", """
            components:
              securitySchemes: { main: { type: apiKey, in: header, name: Authorization } }
            """);
        var word = await ImportAsync("https://api.statuspage.io/v1", """
            components:
              securitySchemes: { main: { type: apiKey, in: header, name: Authorization } }
            """);

        Assert.Equal("{key}", ValueOf(import));
        Assert.Equal("OAuth {key}", ValueOf(word));

        static string ValueOf(ImportedConnector import) =>
            Assert.IsType<ApiKeyAuth>(import.Definition.AuthMethods.Single()).Placements[0].Value;
    }

    [Theory]
    [InlineData(null, typeof(OAuth2Auth))]
    [InlineData("hubspot", typeof(OAuth2Auth))]
    [InlineData("token", typeof(BearerAuth))]
    [InlineData("x-api-key", typeof(ApiKeyAuth))]
    [InlineData("none", typeof(NoAuth))]
    public async Task It_is_an_answered_question_that_a_person_can_change(string? answer, Type type)
    {
        var plan = await PlanAsync("https://api.hubapi.com", "List deals", answer: ("auth", answer));

        var planned = plan.Connectors.Single();
        var question = planned.OpenQuestions.Single(question => question.Id == "auth");
        Assert.Equal((QuestionState.Answered, answer ?? "hubspot"), (question.State, question.Answer));
        Assert.Equal("hubspot", question.Default);
        Assert.IsType(type, planned.Definition.AuthMethods[0]);
    }

    [Theory]
    [InlineData("yes", ",")]
    [InlineData("no", " ")]
    public async Task What_is_completed_can_be_refused(string answer, string separator)
    {
        var flow = """
            components:
              securitySchemes:
                main:
                  type: oauth2
                  flows:
                    authorizationCode:
                      authorizationUrl: https://slack.com/oauth/v2/authorize
                      tokenUrl: https://slack.com/api/oauth.v2.access
                      scopes: {}
            """;

        var plan = await PlanAsync("https://slack.com/api", "List deals", flow, ("known:main", answer));

        var method = Assert.IsType<OAuth2Auth>(plan.Connectors.Single().Definition.AuthMethods.Single());
        Assert.Equal(separator, method.ScopeSeparator);
    }

    [Theory]
    [InlineData("Copy deals from HubSpot to the archive")]
    [InlineData("list the HubSpot deals")]
    public async Task The_name_of_the_system_at_the_host_is_known_to_the_planner(string requirements)
    {
        var plan = await PlanAsync("https://api.hubapi.com", requirements);

        var planned = plan.Connectors.Single();
        Assert.Equal(["listDeals"], planned.Endpoints);
        Assert.DoesNotContain(
            planned.OpenQuestions,
            question => question.Id == "words" && question.Text.Contains("ubspot", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Copy deals from HubSpot")]
    [InlineData("Copy deals from HubSpot to Pipedrive")]
    [InlineData("Every night, show me the new notes in Pipedrive")]
    public async Task Names_of_hosts_are_as_good_as_titles(string requirements)
    {
        var byHost = await Generator.PlanAsync(requirements, Sources());
        var byTitle = await ConnectorGenerator.Create().PlanAsync(
            requirements, [Sources()[0].WithTitle("HubSpot"), Sources()[1].WithTitle("Pipedrive")]);

        Assert.Equal(
            byTitle.Connectors.Select(planned => string.Join(' ', planned.Endpoints)),
            byHost.Connectors.Select(planned => string.Join(' ', planned.Endpoints)));

        static ConnectorSource[] Sources() =>
        [
            ConnectorSource.OpenApi(Document("https://api.hubapi.com")).WithId("first"),
            ConnectorSource.OpenApi(Document("https://api.pipedrive.com/v1")).WithId("second"),
        ];
    }

    [Fact]
    public async Task The_inputs_of_a_method_are_part_of_the_plan()
    {
        var plan = await PlanAsync("https://api.intercom.io", "List deals");

        Assert.Contains(plan.Connectors.Single().Definition.Inputs, input => input.Name == "region");
        await using var host = new ServiceCollection().AddVersoriConnectors().Services.BuildServiceProvider();
        Assert.Empty(host.GetRequiredService<IConnectorCatalog>().Validate(plan.Connectors.Single().Definition));
    }

    [Fact]
    public async Task A_host_adds_the_systems_to_its_generator()
    {
        await using var host = new ServiceCollection()
            .AddVersoriConnectors().AddGeneration().AddKnownSystems().Services.BuildServiceProvider();

        var import = await host.GetRequiredService<IConnectorGenerator>()
            .ImportAsync(ConnectorSource.OpenApi(Document("https://api.hubapi.com")));

        Assert.NotEmpty(import.Definition.AuthMethods);
    }

    [Fact]
    public async Task Without_known_systems_the_plan_asks_as_before()
    {
        var plan = await ConnectorGenerator.Create()
            .PlanAsync("List deals", [ConnectorSource.OpenApi(Document("https://api.hubapi.com"))]);

        var question = plan.Connectors.Single().OpenQuestions.Single(question => question.Id == "auth");
        Assert.Equal(QuestionState.Open, question.State);
    }

    private static Task<ImportedConnector> ImportAsync(string server, string more = "") =>
        Generator.ImportAsync(ConnectorSource.OpenApi(Document(server, more)));

    private static async Task<IntegrationPlan> PlanAsync(
        string server, string requirements, string more = "", (string Id, string? Text)? answer = null)
    {
        var request = new PlanRequest
        {
            Requirements = requirements,
            Sources = [ConnectorSource.OpenApi(Document(server, more))],
        };
        var plan = await Generator.PlanAsync(request);
        if (answer is not { Text: { } text } given) return plan;
        var answered = plan.AnswerQuestion(plan.Connectors[0].TemplateName, given.Id, text);
        return await Generator.PlanAsync(request with { Previous = answered });
    }

    private static string Document(string server, string more = "") => $$"""
        openapi: 3.1.0
        info: { title: Records, version: '1' }
        servers: [{ url: '{{server}}' }]
        paths:
          /deals: { get: { operationId: listDeals, summary: List deals, responses: { '200': { description: OK } } } }
          /notes: { get: { operationId: listNotes, summary: List notes, responses: { '200': { description: OK } } } }
        {{more}}
        """;
}

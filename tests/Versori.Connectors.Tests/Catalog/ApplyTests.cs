namespace Versori.Connectors.Tests.Catalog;

public sealed class ApplyTests : IAsyncDisposable
{
    private readonly CatalogHost _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_hundred_concurrent_first_uses_create_one_connector_and_a_hundred_templates()
    {
        var plan = CatalogHost.Plan(CatalogHost.Definition());

        var applied = await Racing.RunAsync(100, number => _host.Catalog.ApplyAsync(plan, $"integration-{number}"));

        var connector = Assert.Single(await _host.Catalog.ListAsync().ToListAsync());
        Assert.Equal((1, 1), (connector.Version, connector.Revision));
        Assert.Equal(
            100, (await _host.Catalog.ListTemplatesAsync(new() { ConnectorId = connector.Id }).ToListAsync()).Count);
        Assert.All(applied, templates => Assert.Equal(connector.Id, templates["shop"].ConnectorId));
    }

    [Fact]
    public async Task A_hundred_concurrent_plans_add_all_their_endpoints()
    {
        await Racing.RunAsync(100, number => _host.Catalog
            .ApplyAsync(
                CatalogHost.Plan(CatalogHost.Definition("shop", $"endpoint-{number}")), $"integration-{number}"));

        var connector = Assert.Single(await _host.Catalog.ListAsync().ToListAsync());
        Assert.Equal(100, connector.Definition!.Endpoints.Select(endpoint => endpoint.Id).Distinct().Count());
        Assert.Equal(100, connector.Version);
    }

    [Fact]
    public async Task Applying_a_plan_again_changes_nothing()
    {
        var plan = CatalogHost.Plan(CatalogHost.Definition("shop", "a", "b"), CatalogHost.Definition("crm"));
        var first = await _host.Catalog.ApplyAsync(plan, "mirror");
        var connectors = await _host.Catalog.ListAsync().ToListAsync();

        var second = await _host.Catalog.ApplyAsync(plan, "mirror");

        Assert.Equal(first, second);
        Assert.Equal(connectors, await _host.Catalog.ListAsync().ToListAsync());
        Assert.Equal(2, (await _host.Catalog.ListTemplatesAsync(new()).ToListAsync()).Count);
    }

    [Fact]
    public async Task A_plan_that_does_not_follow_all_decisions_is_not_applied()
    {
        var plan = CatalogHost.Plan(CatalogHost.Definition("shop", "a", "b"));
        var question = new PlanQuestion { Id = "server", Text = "Which?", Options = ["one", "two"], Default = "one" };
        var asked = plan with { Connectors = [plan.Connectors[0] with { OpenQuestions = [question] }] };
        var (a, b) = (Endpoint("a"), Endpoint("b"));
        var chosen = plan with { Connectors = [plan.Connectors[0] with { Choices = [a], Suggestions = [b] }] };

        foreach (var decided in new[]
        {
            asked.AnswerQuestion("shop", "server", "two"), chosen.LeaveOutEndpoint("shop", "a"),
            chosen.ChooseEndpoint("shop", "b"),
        })
        {
            var refused = await Assert.ThrowsAsync<ConnectorException>(
                () => _host.Catalog.ApplyAsync(decided, "mirror"));
            Assert.Equal(ConnectorErrorCode.InvalidArgument, refused.Code);
            Assert.Contains("PlanRequest.Previous", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(await _host.Catalog.ListAsync().ToListAsync());
        await _host.Catalog.ApplyAsync(asked.AnswerQuestion("shop", "server", "one"), "mirror");
        await _host.Catalog.ApplyAsync(asked.AnswerQuestion("shop", "server", null), "mirror");
        await _host.Catalog.ApplyAsync(chosen.ChooseEndpoint("shop", "a"), "mirror");

        static PlannedEndpoint Endpoint(string id) => new() { EndpointId = id, Method = "GET", Path = $"/{id}" };
    }

    [Fact]
    public async Task A_plan_for_a_further_workflow_adds_to_the_template_and_states_what_changed()
    {
        var first = await Apply("mirror", "a", "b");
        var same = await Apply("mirror", "b");
        var more = await Apply("mirror", "c");
        var other = await Apply("other", "c");

        Assert.Equal(
            [
                (PlanEffect.Created, PlanEffect.Created, "a b"), (PlanEffect.Unchanged, PlanEffect.Unchanged, ""),
                (PlanEffect.Grown, PlanEffect.Grown, "c"), (PlanEffect.Unchanged, PlanEffect.Created, "c"),
            ],
            new[] { first, same, more, other }.Select(applied => applied.Connectors.Single())
                .Select(item => (item.Connector, item.Template, string.Join(' ', item.AddedEndpoints))));
        Assert.Equal(["a", "b", "c"], more["shop"].Endpoints);

        Task<AppliedPlan> Apply(string integration, params string[] endpoints) =>
            _host.Catalog.ApplyAsync(CatalogHost.Plan(CatalogHost.Definition("shop", endpoints)), integration);
    }

    [Fact]
    public async Task Further_endpoints_create_a_new_version_and_do_not_change_existing_ones()
    {
        await _host.Catalog.ApplyAsync(CatalogHost.Plan(CatalogHost.Definition("shop", "a", "b")), "first");
        var changed = CatalogHost.Definition("shop", "b", "c");
        changed = changed with
        {
            Endpoints = [changed.Endpoints[0] with { Path = "/elsewhere" }, changed.Endpoints[1]],
            Title = "Other",
        };

        var templates = await _host.Catalog.ApplyAsync(CatalogHost.Plan(changed), "second");

        var connector = (await _host.Catalog.FindAsync(CatalogHost.Shop))!;
        Assert.Equal(2, connector.Version);
        Assert.Equal(
            [("a", "/a"), ("b", "/b"), ("c", "/c")],
            connector.Definition!.Endpoints.Select(endpoint => (endpoint.Id, endpoint.Path)));
        Assert.Equal("Shop", connector.Definition.Title);
        Assert.Equal(["b", "c"], templates["shop"].Endpoints);
        Assert.Equal(["a", "b"], (await _host.Catalog.FindTemplateAsync(new("first", "shop")))!.Endpoints);
    }

    [Fact]
    public async Task A_schema_with_the_same_name_and_different_content_is_added_under_a_new_name()
    {
        await _host.Catalog.ApplyAsync(
            CatalogHost.Plan(WithSchema("a", """{"type":"object","title":"old"}""")), "first");

        await _host.Catalog.ApplyAsync(
            CatalogHost.Plan(
                WithSchema(
                    "b", """{"type":"object","title":"new","properties":{"parent":{"$ref":"#/schemas/Order"}}}""")),
            "second");

        var definition = (await _host.Catalog.FindAsync(CatalogHost.Shop))!.Definition!;
        Assert.Contains("old", definition.Schemas["Order"].ToString());
        Assert.Contains("new", definition.Schemas["Order_2"].ToString());
        Assert.Contains("#/schemas/Order_2", definition.Schemas["Order_2"].ToString());
        Assert.Contains("\"#/schemas/Order\"", definition.Endpoints[0].Responses[0].Schema!.ToString());
        Assert.Contains("\"#/schemas/Order_2\"", definition.Endpoints[1].Responses[0].Schema!.ToString());
    }

    [Fact]
    public async Task A_schema_with_the_same_name_and_content_is_shared()
    {
        await _host.Catalog.ApplyAsync(CatalogHost.Plan(WithSchema("a", """{"type":"object"}""")), "first");

        await _host.Catalog.ApplyAsync(CatalogHost.Plan(WithSchema("b", """{ "type" : "object" }""")), "second");

        Assert.Equal(["Order"], (await _host.Catalog.FindAsync(CatalogHost.Shop))!.Definition!.Schemas.Keys);
    }

    [Fact]
    public async Task A_plan_with_one_invalid_connector_saves_nothing()
    {
        var bad = CatalogHost.Definition("bad") with { BaseUrl = "ftp://example.com" };

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Catalog.ApplyAsync(CatalogHost.Plan(CatalogHost.Definition(), bad), "mirror"));

        Assert.Equal(
            ("/connectors/1/definition/baseUrl", ConnectorErrorCode.InvalidDefinition),
            (exception.Error.Location, exception.Code));
        await AssertNothingAsync();
    }

    [Fact]
    public async Task A_further_endpoint_adds_the_inputs_of_its_base_url()
    {
        await _host.PublishAsync(CatalogHost.Definition());

        await _host.Catalog.ApplyAsync(
            CatalogHost.Plan(CatalogHost.Definition() with
            {
                Inputs = [new() { Name = "region", Default = "eu" }],
                Endpoints =
                [
                    new() { Id = "regional", Method = "GET", Path = "/x", BaseUrl = "https://{region}.example.com" },
                ],
            }),
            "mirror");

        Assert.Equal(
            ["region"],
            (await _host.Catalog.FindAsync(CatalogHost.Shop))!.Definition!.Inputs.Select(input => input.Name));
    }

    [Fact]
    public async Task A_plan_that_conflicts_with_the_existing_definition_saves_nothing()
    {
        // The key field of the method has the same name as the input of the new endpoint.
        await _host.PublishAsync(CatalogHost.Definition() with
        {
            AuthMethods =
            [
                new ApiKeyAuth
                {
                    Fields = [new() { Name = "region" }],
                    Placements = [new() { Name = "X-Region-Key", Value = "{region}" }],
                },
            ],
        });
        var needsAnInput = CatalogHost.Definition() with
        {
            Inputs = [new() { Name = "region" }],
            Endpoints =
            [
                new() { Id = "regional", Method = "GET", Path = "/x", BaseUrl = "https://{region}.example.com" },
            ],
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _host.Catalog.ApplyAsync(CatalogHost.Plan(CatalogHost.Definition("aaa"), needsAnInput), "mirror"));

        Assert.Equal(ConnectorErrorCode.InvalidDefinition, exception.Code);
        Assert.Null(await _host.Catalog.FindAsync(ConnectorId.Parse("aaa")));
        Assert.Empty(await _host.Catalog.ListTemplatesAsync(new()).ToListAsync());
    }

    [Fact]
    public async Task A_system_of_which_a_plan_needs_nothing_is_left_out()
    {
        var unused = CatalogHost.Definition("unused") with { Endpoints = [] };

        var plan = CatalogHost.Plan(CatalogHost.Definition("shop"), unused);

        var applied = await _host.Catalog.ApplyAsync(plan, "mirror");

        Assert.Equal(["shop"], applied.Keys);
        Assert.Equal(
            [("shop", PlanEffect.Created), ("unused", PlanEffect.Omitted)],
            applied.Connectors.Select(item => (item.TemplateName, item.Template)));
        Assert.Null(await _host.Catalog.FindAsync(unused.Id));
    }

    [Fact]
    public async Task A_plan_that_needs_nothing_is_refused()
    {
        var plan = CatalogHost.Plan(CatalogHost.Definition("shop") with { Endpoints = [] });

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.ApplyAsync(plan, "mirror"));

        Assert.Equal("/connectors/0/definition/endpoints", exception.Error.Location);
        await AssertNothingAsync();
    }

    [Fact]
    public async Task All_problems_of_a_plan_are_reported_together()
    {
        var bad = CatalogHost.Definition() with { Title = "", BaseUrl = "nonsense" };
        var plan = new IntegrationPlan
        {
            Connectors =
            [
                new() { TemplateName = "a", Definition = bad },
                new() { TemplateName = "a", Definition = CatalogHost.Definition() },
            ],
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.ApplyAsync(plan, "mirror"));

        Assert.Equal(
            ["/connectors/0/definition/baseUrl", "/connectors/0/definition/title", "/connectors/1/templateName"],
            exception.Errors.Select(error => error.Location).Order(StringComparer.Ordinal));
        await AssertNothingAsync();
    }

    [Fact]
    public async Task A_template_name_linked_to_another_endpoint_is_refused_before_anything_is_saved()
    {
        await _host.Catalog.ApplyAsync(CatalogHost.Plan(CatalogHost.Definition("crm")), "mirror");
        var plan = new IntegrationPlan
        {
            Connectors =
            [
                new() { TemplateName = "new", Definition = CatalogHost.Definition("new") },
                new() { TemplateName = "crm", Definition = CatalogHost.Definition() },
            ],
        };

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _host.Catalog.ApplyAsync(plan, "mirror"));

        Assert.Equal((ConnectorErrorCode.AlreadyExists, "mirror/crm"), (exception.Code, exception.Error.Location));
        Assert.Equal(["crm"], (await _host.Catalog.ListAsync().ToListAsync()).Select(connector => connector.Id.Value));
    }

    [Fact]
    public async Task A_plan_for_a_connector_with_only_a_draft_publishes_a_version_and_keeps_the_draft()
    {
        var draft = CatalogHost.Definition("shop", "drafted");
        await _host.Catalog.SaveDraftAsync(draft);

        await _host.Catalog.ApplyAsync(CatalogHost.Plan(CatalogHost.Definition("shop", "planned")), "mirror");

        var connector = (await _host.Catalog.FindAsync(CatalogHost.Shop))!;
        Assert.Equal((1, draft), (connector.Version, connector.Draft));
        Assert.Equal("planned", Assert.Single(connector.Definition!.Endpoints).Id);
    }

    [Fact]
    public async Task A_later_plan_adds_missing_webhooks_and_does_not_change_existing_ones()
    {
        var issues = new WebhookDefinition { Id = "issues", Scheme = HmacWebhookScheme.GitHub };
        await _host.Catalog.ApplyAsync(
            CatalogHost.Plan(CatalogHost.Definition() with { Webhooks = [issues] }), "first");
        var further = new WebhookDefinition { Id = "pushes", Scheme = new StandardWebhooksScheme() };

        await _host.Catalog.ApplyAsync(
            CatalogHost.Plan(
                CatalogHost.Definition() with { Webhooks = [issues with { Scheme = new NoWebhookScheme() }, further] }),
            "second");

        Assert.Equal([issues, further], (await _host.Catalog.FindAsync(CatalogHost.Shop))!.Definition!.Webhooks);
    }

    private static ConnectorDefinition WithSchema(string endpoint, string schema)
    {
        var definition = CatalogHost.Definition("shop", endpoint);
        return definition with
        {
            Schemas = new Dictionary<string, JsonSchema> { ["Order"] = JsonSchema.Parse(schema) },
            Endpoints =
            [
                definition.Endpoints[0] with
                {
                    Responses = [new() { Status = "200", Schema = JsonSchema.Parse("""{"$ref":"#/schemas/Order"}""") }],
                },
            ],
        };
    }

    private async Task AssertNothingAsync()
    {
        Assert.Empty(await _host.Catalog.ListAsync().ToListAsync());
        Assert.Empty(await _host.Catalog.ListTemplatesAsync(new()).ToListAsync());
    }
}

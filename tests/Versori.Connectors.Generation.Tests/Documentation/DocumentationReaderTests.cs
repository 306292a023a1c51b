using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Generation.Tests.Documentation;

/// <summary>Pages for people become drafts whose facts have their places.</summary>
public sealed class DocumentationReaderTests
{
    [Fact]
    public async Task Markdown_with_requests_tables_and_commands_becomes_a_draft()
    {
        var draft = await ReadAsync(DocumentationPage.Markdown(KittenPages.Markdown, KittenPages.Url));

        var definition = draft.Definition;
        Assert.Equal("https://api.kittens.example/v1", definition.BaseUrl);
        Assert.Equal(
            ["GET /kittens", "POST /kittens", "GET /kittens/{kitten_id}", "DELETE /kittens/{kitten_id}"],
            definition.Endpoints.Select(endpoint => $"{endpoint.Method} {endpoint.Path}"));
        var list = definition.Endpoints[0];
        Assert.Equal("List kittens", list.Summary);
        Assert.Equal(
            [("limit", ParameterLocation.Query, false), ("breed", ParameterLocation.Query, true)],
            list.Parameters.Select(parameter => (parameter.Name, parameter.In, parameter.Required)));
        var key = Assert.IsType<ApiKeyAuth>(Assert.Single(definition.AuthMethods));
        Assert.Equal((CredentialLocation.Header, "X-Kitten-Key"), (key.Placements[0].In, key.Placements[0].Name));
        var body = definition.Endpoints[1].RequestBody!.Schema!.ToString().Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("\"required\":[\"name\"]", body, StringComparison.Ordinal);
        Assert.Contains("breed", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uD800")]
    [InlineData("\\ud800")]
    public async Task An_example_with_half_of_a_surrogate_pair_is_read(string half)
    {
        var page = $$"""
            # Kittens

            `GET https://api.kittens.example/kittens`

            ```json
            {"name": "Tom {{half}}"}
            ```
            """;

        var draft = await ReadAsync(DocumentationPage.Markdown(page, KittenPages.Url));

        Assert.Equal("/kittens", Assert.Single(draft.Definition.Endpoints).Path);
        Assert.DoesNotContain("\uD800", draft.Definition.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fact_has_its_page_its_words_and_how_well_it_is_known()
    {
        var draft = await ReadAsync(DocumentationPage.Markdown(KittenPages.Markdown, KittenPages.Url));

        Assert.All(draft.Facts, fact => Assert.Equal(KittenPages.Url, fact.Page));
        Assert.All(draft.Facts, fact => Assert.Equal(FactStatus.Stated, fact.Status));
        var limit = draft.Facts.Single(fact => fact.Location == "/endpoints/0/parameters/0");
        Assert.Equal(("limit", "limit | integer | no | How many kittens are returned."), (limit.Value, limit.Quote));
        Assert.Contains(draft.Facts, fact => fact is { Location: "/baseUrl", Quote: { } quote }
            && quote.Contains("All requests", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_credential_of_an_example_is_kept()
    {
        var draft = await ReadAsync(
            DocumentationPage.Markdown(KittenPages.Text), DocumentationPage.Markdown(KittenPages.Markdown));

        var text = draft.Definition.ToJson() + string.Join('\n', draft.Facts);
        Assert.DoesNotContain("eyJhbGci", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_is_read_without_scripts_and_navigation()
    {
        var draft = await ReadAsync(DocumentationPage.Html(KittenPages.Html));

        Assert.Equal(
            ["GET /kittens", "PATCH /kittens/{id}", "GET /kittens/{id}/toys"],
            draft.Definition.Endpoints.Select(endpoint => $"{endpoint.Method} {endpoint.Path}"));
        Assert.Equal("Lists the kittens", draft.Definition.Endpoints[0].Summary);
        var toys = draft.Definition.Endpoints[2];
        Assert.Equal(["id", "colour"], toys.Parameters.Select(parameter => parameter.Name));
        Assert.True(toys.Parameters[1].Required);
        Assert.Contains("toy_id", toys.Responses[0].Schema!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_and_values_in_paths_become_endpoints_with_variables()
    {
        var draft = await ReadAsync(DocumentationPage.Markdown(KittenPages.Text));

        Assert.Equal("https://api.shop.example", draft.Definition.BaseUrl);
        Assert.Equal(
            ["POST /v2/orders", "GET /v2/orders/{order_id}"],
            draft.Definition.Endpoints.Select(endpoint => $"{endpoint.Method} {endpoint.Path}"));
        Assert.Equal("bearer", Assert.Single(draft.Definition.AuthMethods).Id);
        Assert.Equal(FactStatus.Guessed, draft.Facts.Single(fact => fact.Location == "/endpoints/1").Status);
        Assert.Contains(draft.Definition.Endpoints[1].Parameters, parameter => parameter.Name == "expand");
    }

    [Fact]
    public async Task What_is_guessed_about_authentication_has_to_be_confirmed_before_an_import()
    {
        var draft = await ReadAsync(DocumentationPage.Html(KittenPages.Html));

        var error = Assert.Throws<ConnectorException>(draft.ToSource).Error;
        Assert.Equal((ConnectorErrorCode.InvalidDefinition, "/authMethods/0"), (error.Code, error.Location));
        Assert.Contains("HTTP basic authentication", error.Message, StringComparison.Ordinal);
        Assert.IsType<BasicAuth>(Assert.Single(draft.Definition.AuthMethods));

        var source = draft.Confirm("/authMethods/0").ToSource();
        var imported = await Generator().ImportAsync(source, TestContext.Current.CancellationToken);
        Assert.Equal(3, imported.Definition.Endpoints.Count);
    }

    [Fact]
    public async Task A_page_without_a_word_about_authentication_is_not_a_system_without_it()
    {
        var draft = await ReadAsync(DocumentationPage.Markdown("GET https://api.x.example/things"));

        Assert.Throws<ConnectorException>(draft.ToSource);
        Assert.Equal("/authMethods", Assert.Single(draft.Unconfirmed).Location);
        Assert.NotNull(draft.WithAuth().ToSource());
        var key = draft.WithAuth(new BearerAuth());
        Assert.Empty(key.Unconfirmed);
        Assert.IsType<BearerAuth>(Assert.Single(key.Definition.AuthMethods));
    }

    [Fact]
    public async Task A_confirmed_draft_can_be_planned()
    {
        var draft = await ReadAsync(DocumentationPage.Markdown(KittenPages.Markdown));

        var plan = await Generator().PlanAsync(
            "list the kittens", [draft.ToSource()], TestContext.Current.CancellationToken);

        var planned = Assert.Single(plan.Connectors);
        Assert.Contains("get-kittens", planned.Endpoints);
    }

    [Fact]
    public async Task A_url_that_only_stands_near_a_word_is_guessed_and_counts_less_than_requests()
    {
        var shown = await ReadAsync(DocumentationPage.Markdown("""
            Run your own server: https://github.com/acme/server

            GET https://api.x.example/things
            """));
        var near = await ReadAsync(DocumentationPage.Markdown("""
            Run your own server: https://github.com/acme/server

            GET /things
            """));

        Assert.Equal("https://api.x.example", shown.Definition.BaseUrl);
        Assert.Contains(near.Unconfirmed, fact => fact.Location == "/baseUrl");
    }

    [Fact]
    public async Task Oauth_urls_make_a_guessed_method()
    {
        var draft = await ReadAsync(DocumentationPage.Markdown("""
            Send people to https://login.x.example/oauth/authorize?client_id=abc and exchange the code at
            https://login.x.example/oauth/token.

            GET https://api.x.example/things
            """));

        var oauth = Assert.IsType<OAuth2Auth>(Assert.Single(draft.Definition.AuthMethods));
        Assert.Equal("https://login.x.example/oauth/authorize", oauth.AuthorizationUrl);
        Assert.Equal("https://login.x.example/oauth/token", oauth.TokenUrl);
        Assert.Equal("/authMethods/0", Assert.Single(draft.Unconfirmed).Location);
    }

    [Fact]
    public async Task Pages_without_a_request_are_refused()
    {
        var error = (await Assert.ThrowsAsync<ConnectorException>(
            () => ReadAsync(DocumentationPage.Markdown("# Welcome\n\nWe are glad that you are here.")))).Error;

        Assert.Equal(ConnectorErrorCode.InvalidDocument, error.Code);
        Assert.Contains("reference", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_fetched_under_the_egress_policy()
    {
        await using var server = await DocumentServer.StartAsync(
            new Dictionary<string, string> { ["/docs"] = KittenPages.Html });
        var page = DocumentationPage.Fetch(new Uri(server.Url, "docs"));

        await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(page));
        Assert.Equal(0, server.Requests);

        await using var services = Services(server.Url);
        var draft = await services.GetRequiredService<IDocumentationReader>()
            .ReadAsync([page], TestContext.Current.CancellationToken);
        Assert.Equal(3, draft.Definition.Endpoints.Count);
        Assert.Equal(page.Url, draft.Facts[0].Page);
    }

    [Fact]
    public Task A_confirmation_of_nothing_is_an_error() => Assert.ThrowsAsync<ArgumentException>(
        async () => (await ReadAsync(DocumentationPage.Markdown(KittenPages.Markdown))).Confirm("/authMethods/7"));

    private static IConnectorGenerator Generator() => Services(null).GetRequiredService<IConnectorGenerator>();

    private static async Task<DocumentationDraft> ReadAsync(params DocumentationPage[] pages)
    {
        await using var services = Services(null);
        return await services.GetRequiredService<IDocumentationReader>()
            .ReadAsync(pages, TestContext.Current.CancellationToken);
    }

    private static ServiceProvider Services(Uri? trusted)
    {
        var services = new ServiceCollection();
        var builder = services.AddVersoriConnectors().AddGeneration();
        if (trusted is not null)
            builder.ConfigureExternalUrls(options => options.Trust(trusted.GetLeftPart(UriPartial.Authority)));
        return services.BuildServiceProvider();
    }
}

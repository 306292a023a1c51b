namespace Versori.Connectors.Generation.Tests.Sources;

public class PostmanTests
{
    private const string Collection = "shop.postman_collection.json";

    [Fact]
    public async Task Folders_variables_and_path_variables_become_endpoints_with_inputs_and_parameters()
    {
        var import = await Import();
        var definition = import.Definition;

        Assert.Equal(("shop", "Shop"), (definition.Id.Value, definition.Title));
        Assert.Equal("https://{region}.shop.example/v2", definition.BaseUrl);
        Assert.Equal("eu", Assert.Single(definition.Inputs, input => input.Name == "region").Default);
        var get = import.Endpoint("get-order");
        Assert.Equal(("GET", "/orders/{orderId}"), (get.Method, get.Path));
        var order = Assert.Single(get.Parameters);
        Assert.Equal(
            (ParameterLocation.Path, "The order's number.", "17"),
            (order.In, order.Description, $"{order.Example}"));
        Assert.Equal(["Orders", "Files"], import.Endpoint("attach-a-file").Tags);
        Assert.Equal("https://search.shop.example", import.Endpoint("search").BaseUrl);
    }

    [Fact]
    public async Task Query_entries_and_headers_are_parameters_with_examples_also_if_they_are_disabled()
    {
        var list = (await Import()).Endpoint("list-orders");

        Assert.Equal(["status", "limit", "cursor", "X-Tenant"], list.Parameters.Select(parameter => parameter.Name));
        Assert.All(list.Parameters, parameter => Assert.False(parameter.Required));
        Assert.Equal("integer", list.Parameters[1].Schema!.Root.GetProperty("type").GetString());
        Assert.Equal("\"acme\"", $"{list.Parameters[3].Example}");
        Assert.Equal("Where the page begins.", list.Parameters[2].Description);
        Assert.NotNull(list.Paging);
    }

    [Fact]
    public async Task Bodies_of_every_mode_become_schemas()
    {
        var import = await Import();

        var create = import.Endpoint("create-order").RequestBody!;
        Assert.Equal("application/json", create.ContentType);
        Assert.Equal(
            ["customer", "name", "lines", "password"],
            create.Schema!.Root.GetProperty("properties").EnumerateObject().Select(member => member.Name));
        Assert.Contains("\"sku\":\"A-1\"", $"{create.Example}", StringComparison.Ordinal);
        var form = import.Endpoint("attach-a-file").RequestBody!;
        Assert.Equal("multipart/form-data", form.ContentType);
        var file = form.Schema!.Root.GetProperty("properties").GetProperty("file");
        Assert.Equal("binary", file.GetProperty("format").GetString());
        Assert.Equal(
            ["file", "title"],
            form.Schema.Root.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("application/pdf", import.Endpoint("replace-content").RequestBody!.ContentType);
        Assert.Equal("application/x-www-form-urlencoded", import.Endpoint("search").RequestBody!.ContentType);
        var products = import.Endpoint("products");
        Assert.StartsWith("query Products", products.GraphQL!.Document, StringComparison.Ordinal);
        Assert.True(products.RequestBody!.Schema!.Root.GetProperty("properties").TryGetProperty("first", out _));
    }

    [Fact]
    public async Task Saved_responses_become_schemas_by_status()
    {
        var responses = (await Import()).Endpoint("list-orders").Responses;

        Assert.Equal(["200", "401"], responses.Select(response => response.Status));
        var item = responses[0].Schema!.Root.GetProperty("properties").GetProperty("orders").GetProperty("items");
        Assert.Equal(
            ["id", "email", "createdAt", "note"],
            item.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(
            "date-time",
            item.GetProperty("properties").GetProperty("createdAt").GetProperty("format").GetString());
        Assert.Equal(
            "[\"string\",\"null\"]",
            item.GetProperty("properties").GetProperty("note").GetProperty("type").GetRawText());
    }

    [Fact]
    public async Task Requests_of_the_same_method_url_and_fields_are_one_endpoint()
    {
        var import = await Import();

        Assert.Equal(["404"], import.Endpoint("get-order").Responses.Select(response => response.Status));
        Assert.DoesNotContain(
            import.Definition.Endpoints,
            endpoint => endpoint.Id.Contains("not-found", StringComparison.Ordinal));
        Assert.Contains(import.Warnings, warning =>
            warning.Location == "/item/0/item/3" && warning.Message.Contains("one endpoint", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Auth_of_collection_folder_and_request_becomes_methods_and_alternatives()
    {
        var import = await Import();
        var definition = import.Definition;

        Assert.Equal("bearer", Method(import, "list-orders").Id);
        var key = Assert.IsType<ApiKeyAuth>(Method(import, "attach-a-file"));
        Assert.Equal("X-File-Key", Assert.Single(key.Placements).Name);
        Assert.Empty(import.Endpoint("replace-content").AuthAlternatives!);
        var search = Assert.Single(import.Endpoint("search").AuthAlternatives!);
        Assert.Equal(["basic", "api-key"], search.Methods);
        var oauth = Assert.IsType<OAuth2Auth>(Method(import, "products"));
        Assert.Equal(
            (OAuth2Grant.ClientCredentials, "https://login.shop.example/{tenant}/token"),
            (oauth.Grant, oauth.TokenUrl));
        Assert.Equal(OAuth2ClientAuthentication.Post, oauth.ClientAuthentication);
        Assert.Equal(["products.read", "products.write"], oauth.AvailableScopes.Keys);
        Assert.Contains(definition.Inputs, input => input.Name == "tenant");
        var header = Assert.IsType<ApiKeyAuth>(Method(import, "get-hooks-key"));
        Assert.Equal(("Authorization", "Token {key}"), (header.Placements[0].Name, header.Placements[0].Value));
        Assert.Contains(
            import.Warnings,
            warning => warning.Message.Contains("'ntlm' is left out", StringComparison.Ordinal));
        Assert.Contains(
            import.Warnings,
            warning => warning.Message == "Scripts are left out." && warning.Location == "/event" && warning.Line == 8);
    }

    [Fact]
    public async Task No_credential_of_a_collection_is_kept()
    {
        var import = await Import();

        Canaries.AssertAbsent(import, "CANARY");
    }

    [Fact]
    public async Task An_environment_beside_the_collection_replaces_the_values_of_its_variables()
    {
        const string Environment = """
            { "name": "Test", "values": [
              { "key": "baseUrl", "value": "http://localhost:5000/test", "enabled": true },
              { "key": "apiToken", "value": "CANARY", "type": "secret", "enabled": true } ] }
            """;
        var import = await ConnectorGenerator.Create().ImportAsync(
            ConnectorSource.Document(Samples.Read(Collection))
                .WithRelated("test.postman_environment.json", Environment));

        Assert.Equal("http://localhost:5000/test", import.Definition.BaseUrl);
        Canaries.AssertAbsent(import, "CANARY");
    }

    [Fact]
    public async Task A_base_url_without_a_value_is_an_input_of_the_connector()
    {
        var import = await Samples.ImportDocument("""
            { "info": { "name": "T", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
              "variable": [{ "key": "base url", "value": "" }],
              "item": [{ "name": "List things", "request": { "method": "GET", "url": "{{base url}}/things" } }] }
            """);

        Assert.Equal("{base_url}", import.Definition.BaseUrl);
        Assert.Equal(["base_url"], import.Definition.Inputs.Select(input => input.Name));
        Assert.Equal("/things", Assert.Single(import.Definition.Endpoints).Path);
    }

    [Fact]
    public async Task Values_of_a_query_that_choose_the_operation_stay_and_make_endpoints_of_their_own()
    {
        var import = await Samples.ImportDocument("""
            { "info": { "name": "T", "schema": "https://schema.getpostman.com/json/collection/v2.0.0/collection.json" },
              "item": [
                { "name": "Photos", "request": { "url": "https://t.example/rest?method=photos.search&text=cat",
                  "header": "X-A: b\nX-Api-Key: CANARY" } },
                { "name": "Users", "request": "https://t.example/rest?method=people.find" } ] }
            """);

        Assert.Equal(["photos", "users"], import.Definition.Endpoints.Select(endpoint => endpoint.Id));
        var method = import.Endpoint("users").Parameters[0];
        Assert.Equal(
            (true, "[\"people.find\"]"),
            (method.Required, method.Schema!.Root.GetProperty("enum").GetRawText()));
        Assert.Equal("X-A", import.Endpoint("photos").Parameters[2].Name);
        Canaries.AssertAbsent(import, "CANARY");
    }

    [Theory]
    [InlineData("""{"info":{"_postman_id":"1","name":"T"},"item":[]}""", "/item", "no requests")]
    [InlineData("""{"info":{"_postman_id":"1"},"item":[{"name":"x"}, 7]}""", "/item", "no requests")]
    [InlineData("""{"id":"1","order":[],"requests":[]}""", "/requests", "version 1")]
    public async Task A_collection_without_requests_is_refused_with_its_place(
        string text, string place, string expected)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Samples.ImportDocument(text));

        Assert.Equal(
            (ConnectorErrorCode.InvalidDocument, place, 1),
            (exception.Code, exception.Error.Location, exception.Error.Line));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static Task<ImportedConnector> Import() => Samples.ImportDocument(Samples.Read(Collection));

    private static AuthMethod Method(ImportedConnector import, string endpoint)
    {
        var id = Assert.Single(Assert.Single(import.Endpoint(endpoint).AuthAlternatives!).Methods);
        return import.Definition.AuthMethods.Single(method => method.Id == id);
    }
}

namespace Versori.Connectors.Generation.Tests.Sources;

public class DiscoveryTests
{
    [Fact]
    public async Task Methods_of_nested_resources_become_endpoints()
    {
        var import = await Import();

        Assert.Equal(("files", "https://files.example"), (import.Definition.Id.Value, import.Definition.BaseUrl));
        Assert.Equal(
            [
                "files.files.get GET /files/v1/files/{fileId}",
                "files.files.get.download GET /files/v1/files/{fileId}",
                "files.files.popular GET /files/v1/files/popular",
                "files.projects.files.insert POST /files/v1/{parent}/files",
                "files.projects.files.insert.upload POST /upload/files/v1/{parent}/files",
                "files.projects.files.list GET /files/v1/{parent}/files",
            ],
            import.Definition.Endpoints.Select(endpoint => $"{endpoint.Id} {endpoint.Method} {endpoint.Path}").Order());
        Assert.Equal(["projects", "files"], import.Endpoint("files.projects.files.list").Tags);
    }

    [Fact]
    public async Task Parameters_keep_their_constraints_and_those_of_the_document_follow()
    {
        var parameters = (await Import()).Endpoint("files.projects.files.list").Parameters;

        Assert.Equal(
            ["parent", "pageSize", "pageToken", "states", "fields"],
            parameters.Select(parameter => parameter.Name));
        Assert.True(parameters[0].AllowReserved);
        Assert.Equal("""{"type":"string","pattern":"^projects/[^/]+$"}""", $"{parameters[0].Schema}");
        Assert.Equal("""{"type":"integer","format":"int32","minimum":1}""", $"{parameters[1].Schema}");
        Assert.Equal("""{"type":"array","items":{"type":"string","enum":["A","B"]}}""", $"{parameters[3].Schema}");
    }

    [Fact]
    public async Task Schemas_refer_to_each_other_by_name()
    {
        var definition = (await Import()).Definition;

        var file = definition.Schemas["File"].Root;
        var properties = file.GetProperty("properties");
        Assert.Equal("[\"id\"]", file.GetProperty("required").GetRawText());
        Assert.Equal(
            "#/schemas/User",
            properties.GetProperty("owners").GetProperty("items").GetProperty("$ref").GetString());
        Assert.Equal(
            """{"type":"integer","format":"int32","minimum":1,"maximum":5,"default":3}""",
            properties.GetProperty("rating").GetRawText());
        Assert.Equal("{}", properties.GetProperty("anything").GetRawText());
        Assert.Equal(["File", "User", "FileList"], definition.Schemas.Keys);
    }

    [Fact]
    public async Task Scopes_of_a_method_are_alternatives_and_public_methods_need_a_key()
    {
        var import = await Import();

        var oauth = Assert.IsType<OAuth2Auth>(import.Definition.AuthMethods[0]);
        Assert.Equal("Read files", oauth.AvailableScopes["https://auth.example/files.readonly"]);
        Assert.Equal(
            ["https://auth.example/files", "https://auth.example/files.readonly"],
            import.Endpoint("files.files.get").AuthAlternatives!
                .Select(alternative => Assert.Single(alternative.Scopes)));
        Assert.Equal(["apiKey"], Assert.Single(import.Endpoint("files.files.popular").AuthAlternatives!).Methods);
    }

    [Fact]
    public async Task A_plan_needs_the_least_powerful_of_the_scopes()
    {
        var plan = await ConnectorGenerator.Create().PlanAsync(
            "List files of a project", [ConnectorSource.Document(Samples.Read("files.discovery.json"))]);

        Assert.Contains("files.projects.files.list", plan.Connectors[0].Endpoints);
        Assert.Equal(
            ["https://auth.example/files.readonly"],
            plan.Connectors[0].Definition.AuthMethods.OfType<OAuth2Auth>().Single().Scopes);
    }

    [Fact]
    public async Task Pages_downloads_and_uploads_are_recognised()
    {
        var import = await Import();
        var paging = import.Endpoint("files.projects.files.list").Paging!;

        Assert.Equal(
            ("body:/nextPageToken", "query:pageToken"),
            (paging.Found, paging.Goes));
        var alt = import.Endpoint("files.files.get.download").Parameters.Single(parameter => parameter.Name == "alt");
        Assert.Equal((true, """{"type":"string","enum":["media"]}"""), (alt.Required, $"{alt.Schema}"));
        Assert.Equal(
            "application/octet-stream",
            import.Endpoint("files.projects.files.insert.upload").RequestBody!.ContentType);
    }

    [Fact]
    public async Task What_is_left_out_is_stated_with_its_place()
    {
        var warnings = (await Import()).Warnings;

        Assert.Contains(warnings, warning => warning.Location == "/mtlsRootUrl" && warning.Line == 10);
        Assert.Contains(warnings, warning => warning.Location == "/batchPath");
        Assert.Contains(warnings, warning => warning.Message.Contains("Resumable", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"kind":"discovery#directoryList","items":[]}""", "/kind")]
    [InlineData("""{"kind":"discovery#restDescription","rootUrl":"https://t.example/"}""", "/resources")]
    [InlineData("""{"discoveryVersion":"v1","resources":{"a":{"methods":{"b":{"path":7}}}}}""", "")]
    public async Task A_document_without_methods_is_refused_with_its_place(string text, string place)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Samples.ImportDocument(text));

        Assert.Equal((ConnectorErrorCode.InvalidDocument, place), (exception.Code, exception.Error.Location));
    }

    private static Task<ImportedConnector> Import() => Samples.ImportDocument(Samples.Read("files.discovery.json"));
}

namespace Versori.Connectors.Generation.Tests.Sources;

public class HarTests
{
    [Fact]
    public async Task Requests_of_one_form_are_one_endpoint_with_parameters_for_what_varies()
    {
        var import = await Import();

        Assert.Equal("https://api.tasks.example", import.Definition.BaseUrl);
        Assert.Equal(
            [
                "GET /v1/projects", "GET /v1/projects/{projectId}/tasks/{taskId}",
                "POST /v1/projects/{projectId}/tasks",
                "GET /v1/users/{userId}", "GET /v1/invites/{inviteId}", "POST /v1/avatars",
            ],
            import.Definition.Endpoints.Select(endpoint => $"{endpoint.Method} {endpoint.Path}"));
        var task = import.Definition.Endpoints[1];
        Assert.Equal("""{"type":"string","format":"uuid"}""", $"{task.Parameters[0].Schema}");
        Assert.Equal("""{"type":"integer"}""", $"{task.Parameters[1].Schema}");
        Assert.Equal(["200", "404"], task.Responses.Select(response => response.Status));
        Assert.Equal("Create task", import.Definition.Endpoints[2].Summary);
    }

    [Fact]
    public async Task Query_values_and_headers_of_the_application_are_parameters()
    {
        var list = (await Import()).Definition.Endpoints[0];

        Assert.Equal(["page", "per_page", "sort", "X-Workspace"], list.Parameters.Select(parameter => parameter.Name));
        Assert.All(list.Parameters, parameter => Assert.Null(parameter.Example));
        Assert.NotNull(list.Paging);
    }

    [Fact]
    public async Task Bodies_of_several_requests_are_merged_to_one_schema()
    {
        var definition = (await Import()).Definition;

        var body = definition.Endpoints[2].RequestBody!.Schema!.Root;
        Assert.Equal(
            ["title", "labels"],
            body.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("number", body.GetProperty("properties").GetProperty("estimate").GetProperty("type").GetString());
        Assert.Equal("date-time", body.GetProperty("properties").GetProperty("due").GetProperty("format").GetString());
        var item = definition.Endpoints[0].Responses[0].Schema!.Root
            .GetProperty("properties").GetProperty("projects").GetProperty("items");
        Assert.Equal(
            """["boolean","null"]""",
            item.GetProperty("properties").GetProperty("archived").GetProperty("type").GetRawText());
        var sessions = definition.Endpoints[4].Responses[0].Schema!.Root
            .GetProperty("properties").GetProperty("sessions");
        Assert.Equal("object", sessions.GetProperty("additionalProperties").GetProperty("type").GetString());
        var form = definition.Endpoints[5].RequestBody!;
        Assert.Equal("multipart/form-data", form.ContentType);
        Assert.Equal(
            "binary",
            form.Schema!.Root.GetProperty("properties").GetProperty("image").GetProperty("format").GetString());
    }

    [Fact]
    public async Task The_sign_in_becomes_an_auth_method_and_keys_are_part_of_alternatives()
    {
        var definition = (await Import()).Definition;

        var session = Assert.Single(definition.AuthMethods.OfType<SessionTokenAuth>());
        var signIn = Assert.Single(session.SignIn);
        Assert.Equal("https://api.tasks.example/v1/auth/login", signIn.Url);
        Assert.Equal("""{"email":"{username}","password":"{password}","remember":true}""", $"{signIn.Body!.Json}");
        Assert.Equal("/data/accessToken", Assert.Single(signIn.ExtractedValues).Selector);
        Assert.Equal("Bearer {token}", Assert.Single(session.Placements).Value);
        Assert.Contains(
            definition.Endpoints[0].AuthAlternatives!,
            alternative => alternative.Methods.Contains("api-key"));
        Assert.Empty(definition.Endpoints[4].AuthAlternatives!);
        Assert.Equal(["sessionToken"], definition.Endpoints[3].AuthAlternatives!.Single().Methods);
    }

    [Fact]
    public async Task What_is_left_out_is_stated_without_values()
    {
        var import = await Import();
        string[] expected =
        [
            "load pages", "load static files", "measurement", "preflights", "sign in or out", "'files.tasks.example'",
            "not requests over HTTP", "forged requests",
        ];

        Assert.All(expected, text => Assert.Contains(import.Warnings, warning =>
            warning.Message.Contains(text, StringComparison.Ordinal) && warning.Line > 1));
    }

    [Fact]
    public async Task No_value_of_a_recording_is_kept() => Canaries.AssertAbsent(await Import(), "CANARY");

    [Theory]
    [InlineData("header", "Authorization", "Bearer CANARY0123456789", "bearer")]
    [InlineData("header", "Authorization", "Basic Q0FOQVJZOkNBTkFSWQ==", "basic")]
    [InlineData("header", "Authorization", "Token CANARY", "authorization")]
    [InlineData("header", "Authorization", "CANARY CANARY", "authorization")]
    [InlineData(
        "header",
        "Authorization",
        "OAuth oauth_consumer_key=CANARY, oauth_signature_method=HMAC-SHA256, oauth_signature=CANARY",
        "oauth1")]
    [InlineData(
        "header",
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=CANARY/20260101/eu-west-1/execute-api/aws4_request, Signature=CANARY",
        "awsSignatureV4")]
    [InlineData("header", "X-Api-Key", "CANARY", "x-api-key")]
    [InlineData("header", "DD-APPLICATION-KEY", "CANARY", "dd-application-key")]
    [InlineData("header", "X-Shopify-Access-Token", "CANARY", "x-shopify-access-token")]
    [InlineData("header", "Ocp-Apim-Subscription-Key", "CANARY", "ocp-apim-subscription-key")]
    [InlineData("header", "Cookie", "JSESSIONID=CANARY; theme=dark", "session-cookie")]
    [InlineData("query", "access_token", "CANARY", "access-token")]
    [InlineData("query", "key", "AIzaCANARYCANARYCANARYCANARY", "key")]
    [InlineData("body", "token", "CANARY", "token")]
    public async Task Every_kind_of_credential_becomes_a_method_and_loses_its_value(
        string place, string name, string value, string method)
    {
        var header = place == "header" ? $$"""{ "name": "{{name}}", "value": "{{value}}" }""" : "";
        var query = place == "query" ? $"?{name}={value}" : "";
        var body = place == "body" ? $$"""{\"{{name}}\":\"{{value}}\",\"text\":\"a\"}""" : """{\"text\":\"a\"}""";
        var import = await Samples.ImportDocument($$"""
            { "log": { "entries": [ { "request": { "method": "POST", "url": "https://t.example/messages{{query}}",
              "headers": [{{header}}], "postData": { "mimeType": "application/json", "text": "{{body}}" } },
              "response": { "status": 200,
                "content": { "mimeType": "application/json", "text": "{\"ok\":true}" } } } ] } }
            """);

        Assert.Equal(method, Assert.Single(import.Definition.AuthMethods).Id);
        var endpoint = Assert.Single(import.Definition.Endpoints);
        Assert.Equal([method], Assert.Single(endpoint.AuthAlternatives!).Methods);
        Assert.Empty(endpoint.Parameters);
        Assert.Equal(
            ["text"],
            endpoint.RequestBody!.Schema!.Root.GetProperty("properties").EnumerateObject()
                .Select(member => member.Name));
        Canaries.AssertAbsent(import, "CANARY");
        Canaries.AssertAbsent(import, "Q0FOQVJZ");
    }

    [Fact]
    public async Task Values_in_unusual_places_are_not_kept()
    {
        var import = await Samples.ImportDocument("""
            { "log": { "comment": "CANARY", "entries": [
              { "comment": "CANARY", "serverIPAddress": "CANARY", "_initiator": { "url": "CANARY" },
                "request": { "method": "PATCH",
                "url": "https://CANARY:CANARYpw@t.example/token/CANARY?CANARYkey0123456789=CANARY&state=CANARY#a",
                "headers": [
                  { "name": "X-CANARY0123456789abcdef", "value": "CANARY" },
                  { "name": "Referer", "value": "https://CANARY" },
                  { "name": "Authorization", "value": "Custom CANARY" },
                  { "name": "Proxy-Authorization", "value": "CANARY" } ],
                "cookies": [{ "name": "SSESSCANARY0123456789abcdef", "value": "CANARY" }],
                "postData": { "mimeType": "application/x-www-form-urlencoded", "params": [
                  { "name": "csrf_token", "value": "CANARY" }, { "name": "note", "value": "CANARY" },
                  { "name": "CANARYfield0123456789", "value": "1" } ] } },
                "response": { "status": 400, "statusText": "CANARY", "redirectURL": "https://CANARY",
                  "headers": [{ "name": "Location", "value": "CANARY" }],
                  "cookies": [{ "name": "sid", "value": "CANARY" }],
                  "content": { "mimeType": "application/json", "text": "[\"CANARY\", {\"id\":\"CANARY\"}]" } } } ] } }
            """);

        var endpoint = Assert.Single(import.Definition.Endpoints);
        Assert.Equal(("PATCH", "/token/{tokenId}"), (endpoint.Method, endpoint.Path));
        Assert.Equal(["tokenId", "state"], endpoint.Parameters.Select(parameter => parameter.Name));
        Canaries.AssertAbsent(import, "CANARY");
    }

    [Theory]
    [InlineData("client_credentials", OAuth2Grant.ClientCredentials)]
    [InlineData("password", OAuth2Grant.Password)]
    public async Task A_token_request_becomes_oauth(string grant, OAuth2Grant expected)
    {
        var import = await Samples.ImportDocument($$"""
            { "log": { "entries": [
              { "request": { "method": "POST", "url": "https://login.example/oauth/token", "headers": [],
                "postData": { "mimeType": "application/x-www-form-urlencoded",
                  "text": "grant_type={{grant}}&client_id=CANARY&client_secret=CANARY" } },
                "response": { "status": 200,
                  "content": { "mimeType": "application/json", "text": "{\"access_token\":\"CANARYtoken\"}" } } },
              { "request": { "method": "GET", "url": "https://t.example/things",
                "headers": [{ "name": "Authorization", "value": "Bearer CANARYtoken" }] },
                "response": { "status": 200, "content": { "mimeType": "application/json", "text": "[]" } } } ] } }
            """);

        var oauth = Assert.IsType<OAuth2Auth>(Assert.Single(import.Definition.AuthMethods));
        Assert.Equal((expected, "https://login.example/oauth/token"), (oauth.Grant, oauth.TokenUrl));
        Assert.Equal(["oauth2"], Assert.Single(import.Definition.Endpoints).AuthAlternatives!.Single().Methods);
        Canaries.AssertAbsent(import, "CANARY");
    }

    [Theory]
    [InlineData("""{"log":{"creator":{},"entries":{}}}""", "/log/entries")]
    [InlineData("""{"log":{"entries":[]}}""", "/log/entries")]
    [InlineData(
        """{"log":{"entries":[{"request":{"method":"GET","url":"https://t.example/a.css"}}]}}""",
        "/log/entries")]
    public async Task A_recording_without_calls_is_refused_with_its_place(string text, string place)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Samples.ImportDocument(text));

        Assert.Equal(
            (ConnectorErrorCode.InvalidDocument, place, 1),
            (exception.Code, exception.Error.Location, exception.Error.Line));
    }

    private static Task<ImportedConnector> Import() => Samples.ImportDocument(Samples.Read("tasks.har"));
}

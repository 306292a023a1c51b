using System.Text.Json;

namespace Versori.Connectors.Generation.Tests;

/// <summary>Auth methods that documents describe in other ways than by the scheme's type.</summary>
public class CredentialImportTests
{
    [Theory]
    [InlineData("https://email.{region}.amazonaws.com", "{region}", "ses")]
    [InlineData("https://x1.execute-api.eu-west-1.amazonaws.com/prod", "eu-west-1", "execute-api")]
    [InlineData("https://iam.amazonaws.com", "us-east-1", "iam")]
    [InlineData("https://runtime.lex.us-gov-west-1.amazonaws.com", "us-gov-west-1", "lex")]
    [InlineData("https://data.iot.{region}.amazonaws.com.cn", "{region}", "iotdata")]
    [InlineData("https://api.example.com", "{region}", "execute-api")]
    public async Task An_aws_extension_becomes_a_signature_with_region_and_service(
        string url, string region, string service)
    {
        var text = Scheme(
            "{ type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }",
            $"[{{ url: '{url}', variables: {{ region: {{ default: us-east-1 }} }} }}]");
        var import = await Samples.Import(text);
        var planned = await ConnectorGenerator.Create().PlanAsync("a", [ConnectorSource.OpenApi(text)]);

        Assert.Equal(
            new AwsSignatureV4Auth { Id = "s", Region = region, Service = service },
            Assert.Single(import.Definition.AuthMethods));
        Assert.Equal(
            region == "{region}", planned.Connectors[0].Definition.Inputs.Any(input => input.Name == "region"));
    }

    [Fact]
    public async Task The_signature_of_s3_has_the_settings_of_s3()
    {
        var import = await Samples.Import(Scheme(
            "{ type: http, scheme: AWS4-HMAC-SHA256 }", "[{ url: 'https://s3.eu-central-1.amazonaws.com' }]"));

        Assert.Equal(
            AwsSignatureV4Auth.S3("eu-central-1") with { Id = "s" }, Assert.Single(import.Definition.AuthMethods));
    }

    [Fact]
    public async Task Digest_becomes_its_own_auth_method_without_a_warning()
    {
        var import = await Samples.Import(Scheme("{ type: http, scheme: digest }"));

        Assert.Equal(new DigestAuth { Id = "s" }, Assert.Single(import.Definition.AuthMethods));
        Assert.Empty(import.Warnings);
    }

    [Theory]
    [InlineData(
        "openapi: 3.0.3",
        "components: { securitySchemes: { x-api-key: { type: apiKey, in: header, name: x-api-key } } }")]
    [InlineData(
        "swagger: '2.0'",
        "host: a.example\nsecurityDefinitions: { x-api-key: { type: apiKey, in: header, name: x-api-key } }")]
    public async Task Scheme_names_that_begin_with_x_are_not_extensions(string version, string schemes)
    {
        var import = await Samples.Import($$"""
            {{version}}
            info: { title: Bicycle shop, version: '1' }
            servers: [{ url: https://api.example.com }]
            security: [{ x-api-key: [] }]
            paths: { /bicycles: { get: { operationId: bicycles, responses: { '200': { description: ok } } } } }
            {{schemes}}
            """);

        var key = Assert.IsType<ApiKeyAuth>(Assert.Single(import.Definition.AuthMethods));
        Assert.Equal(("x-api-key", "x-api-key"), (key.Id, key.Placements[0].Name));
        Assert.Equal(["x-api-key"], Assert.Single(import.Definition.AuthAlternatives).Methods);
        Assert.Empty(import.Warnings);
    }

    [Theory]
    [InlineData("Enter the token as 'Bearer TOKEN'.", "Bearer {key}")]
    [InlineData("Example: \"Authorization: Token {api_key}\"", "Token {key}")]
    [InlineData("Use `Authorization: SSWS <key>`.", "SSWS {key}")]
    [InlineData("Authorization: Basic dXNlcjpwYXNz", "Basic {key}")]
    [InlineData("HTTP Basic authentication with your key.", "Basic {key}")]
    [InlineData("A JWT. Prefix it with \"JWT\".", "JWT {key}")]
    [InlineData("The key itself, without the Bearer prefix.", "{key}")]
    public async Task The_prefix_of_a_key_in_the_authorization_header_is_read_from_the_description(
        string description, string value)
    {
        var (key, isQuestion) = await AuthorizationKey($", description: {JsonSerializer.Serialize(description)}");

        Assert.Equal(value, key.Placements[0].Value);
        Assert.False(isQuestion);
    }

    [Theory]
    [InlineData("")]
    [InlineData(", description: An access token of the account.")]
    [InlineData(", description: 'Either a Bearer token or Basic authentication.'")]
    public async Task An_unknown_key_prefix_becomes_a_question_and_a_warning(string description)
    {
        var (key, isQuestion) = await AuthorizationKey(description);

        Assert.Equal("{key}", key.Placements[0].Value);
        Assert.True(isQuestion);
    }

    [Fact]
    public async Task An_authorization_header_parameter_becomes_an_auth_method()
    {
        var import = await Samples.Import(Samples.With(
            operation: "parameters: [{ name: Authorization, in: header, required: true, description: Bearer token }]",
            document: """
                  /b:
                    get:
                      operationId: b
                      parameters: [{ name: authorization, in: header, description: Bearer token }]
                      responses: {}
                  /c: { get: { operationId: c, responses: {} } }
                """));

        Assert.Equal(
            [new BearerAuth { Id = "authorization", Description = "Bearer token" }], import.Definition.AuthMethods);
        Assert.Equal(["authorization"], Assert.Single(import.Endpoint("a").AuthAlternatives!).Methods);
        Assert.Equal([1, 0], import.Endpoint("b").AuthAlternatives!.Select(alternative => alternative.Methods.Count));
        Assert.Null(import.Endpoint("c").AuthAlternatives);
        Assert.Empty(import.Endpoint("a").Parameters);
        Assert.DoesNotContain(
            import.Warnings, warning => warning.Message.Contains("WithAuth", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_authorization_header_parameter_is_added_to_another_scheme()
    {
        var import = await Samples.Import(Samples.With(
            operation: """
                security: [{ key: [] }]
                parameters:
                  - { name: Authorization, in: header, required: true, schema: { type: string, example: Token abc } }
                """,
            document: "components: { securitySchemes: { key: { type: apiKey, in: query, name: k } } }"));

        Assert.Equal(["key", "authorization"], Assert.Single(import.Endpoint("a").AuthAlternatives!).Methods);
        Assert.Equal(
            "Token {key}", import.Definition.AuthMethods.OfType<ApiKeyAuth>().Last().Placements[0].Value);
    }

    [Fact]
    public async Task An_authorization_header_that_a_scheme_describes_adds_nothing()
    {
        var import = await Samples.Import(Samples.With(
            operation: """
                security: [{}, { token: [] }]
                parameters: [{ name: Authorization, in: header, required: true }]
                """,
            document: "components: { securitySchemes: { token: { type: http, scheme: bearer } } }"));

        Assert.Equal(["token"], import.Definition.AuthMethods.Select(method => method.Id));
        Assert.Equal([0, 1], import.Endpoint("a").AuthAlternatives!.Select(alternative => alternative.Methods.Count));
    }

    private static async Task<(ApiKeyAuth Key, bool IsQuestion)> AuthorizationKey(string more)
    {
        var text = Scheme($"{{ type: apiKey, in: header, name: Authorization{more} }}");
        var import = await Samples.Import(text);
        var plan = await ConnectorGenerator.Create().PlanAsync("a", [ConnectorSource.OpenApi(text)]);
        var isQuestion = plan.Connectors[0].OpenQuestions
            .Any(question => question.Text.Contains("Which word precedes", StringComparison.Ordinal));
        Assert.Equal(isQuestion, import.Warnings.Any(warning => warning.Location == "/components/securitySchemes/s"));
        return (Assert.IsType<ApiKeyAuth>(Assert.Single(import.Definition.AuthMethods)), isQuestion);
    }

    private static string Scheme(string scheme, string servers = "[{ url: 'https://t.example' }]") => Samples
        .With(operation: "security: [{ s: [] }]", document: $"components: {{ securitySchemes: {{ s: {scheme} }} }}")
        .Replace("[{ url: \"https://t.example\" }]", servers, StringComparison.Ordinal);
}

using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Generation.Tests;

/// <summary>Servers and their variables, including the URL of the first request.</summary>
public class ServerImportTests
{
    [Theory]
    [InlineData(
        "https://api.example.com/{basePath}", "basePath: { default: shop/v2 }", "https://api.example.com/shop/v2/")]
    [InlineData(
        "https://api.example.com{basePath}", "basePath: { default: /shop/v2 }", "https://api.example.com/shop/v2/")]
    [InlineData(
        "https://api.example.com{basePath}", "basePath: { default: '', enum: ['', /eu] }", "https://api.example.com/")]
    [InlineData("https://api.example.com/{env}/v1", "env: { default: '' }", "https://api.example.com/v1/")]
    [InlineData(
        "https://api.example.com/a{version}", "version: { default: /2/beta }", "https://api.example.com/a/2/beta/")]
    [InlineData(
        "{protocol}://{host}/v1",
        "protocol: { default: https, enum: [http, https] }, host: { default: api.example.com }",
        "https://api.example.com/v1/")]
    [InlineData(
        "{protocol}://{host}/v1",
        "protocol: { default: http, enum: [http, https] }, host: { default: 'api.example.com:8443/x' }",
        "https://api.example.com:8443/x/v1/")]
    [InlineData(
        "https://{env}api.example.com", "env: { default: '', enum: ['', sandbox.] }", "https://api.example.com/")]
    [InlineData("https://api.example.com:{port}/v1", "port: { default: '8443' }", "https://api.example.com:8443/v1/")]
    [InlineData("https://api.example.com{port}/v1", "port: { default: ':8443' }", "https://api.example.com:8443/v1/")]
    [InlineData("{server}/v1", "server: { default: 'https://api.example.com/a' }", "https://api.example.com/a/v1/")]
    [InlineData("{server}/v1", "server: { default: api.example.com }", "https://api.example.com/v1/")]
    [InlineData(
        "{scheme}{host}",
        "scheme: { default: 'https://' }, host: { default: api.example.com }", "https://api.example.com/")]
    public async Task Author_values_of_server_variables_are_substituted_unchanged(
        string url, string variables, string address)
    {
        var definition = (await Import($"servers: [{{ url: '{url}', variables: {{ {variables} }} }}]")).Definition;

        Assert.Equal(address, Address(definition, []));
    }

    [Fact]
    public async Task A_value_listed_by_the_author_can_have_slashes_and_a_value_of_a_user_cannot()
    {
        var definition = (await Import(
            "servers: [{ url: 'https://api.example.com{path}', "
            + "variables: { path: { default: /v1, enum: [/v1, /eu/v1, ''] } } }]"))
            .Definition;
        var open = definition with { Inputs = [definition.Inputs[0] with { AllowedValues = [] }] };

        Assert.Equal("https://api.example.com/eu/v1/", Address(definition, new() { ["path"] = "/eu/v1" }));
        Assert.Equal("https://api.example.com/", Address(definition, new() { ["path"] = "" }));
        Assert.Throws<ConnectorException>(() => Address(definition, new() { ["path"] = "/us" }));
        Assert.Equal("https://api.example.com/v2/", Address(open, new() { ["path"] = "v2" }));
        Assert.Equal("https://api.example.com/a%2Fv2/", Address(open, new() { ["path"] = "a/v2" }));
        Assert.Throws<ConnectorException>(() => Address(open, new() { ["path"] = ".." }));
    }

    [Fact]
    public async Task A_default_that_is_invalid_in_the_url_becomes_an_input_of_each_connection()
    {
        var import = await Import(
            "servers: [{ url: 'https://{site}/v1', variables: { site: { default: '{site-url}' } } }]");

        Assert.Equal("https://{site}/v1", import.Definition.BaseUrl);
        Assert.Equal(new ConnectorInput { Name = "site" }, Assert.Single(import.Definition.Inputs));
        Assert.Contains(import.Warnings, warning => warning.Location == "/servers/0/url");
    }

    [Fact]
    public async Task An_invalid_server_url_is_a_warning_with_its_pointer()
    {
        var import = await Import(
            "servers: [{ url: 'https://[{address}]/v1', variables: { address: { default: x } } }]");

        Assert.Contains(import.Warnings, warning => warning.Location == "/servers/0/url");
        Assert.Equal("https://{host}", import.Definition.BaseUrl);
        Assert.Equal("host", Assert.Single(import.Definition.Inputs).Name);
    }

    [Theory]
    [InlineData(
        "[{ url: 'http://api.example.com/v1' }, { url: 'https://api.example.com/v1' }]",
        "https://api.example.com/v1", 0)]
    [InlineData(
        "[{ url: 'http://a.example' }, { url: 'https://b.example' }, { url: 'https://a.example' }]",
        "https://a.example", 1)]
    [InlineData("[{ url: 'http://localhost:8080' }, { url: 'https://api.example.com' }]", "https://api.example.com", 1)]
    [InlineData("[{ url: 'http://a.example' }]", "http://a.example", 0)]
    public async Task Https_is_preferred_if_the_document_offers_both(string servers, string url, int others)
    {
        var text = Document($"servers: {servers}");
        var plan = await ConnectorGenerator.Create().PlanAsync("a", [ConnectorSource.OpenApi(text)]);

        Assert.Equal(url, (await Samples.Import(text)).Definition.BaseUrl);
        var isQuestion = plan.Connectors[0].OpenQuestions
            .Any(question => question.Text.Contains("Which server", StringComparison.Ordinal));
        Assert.Equal(others > 0, isQuestion);
    }

    [Fact]
    public async Task An_operation_that_offers_https_uses_it()
    {
        var import = await Samples.Import("""
            swagger: "2.0"
            info: { title: T, version: "1" }
            host: api.example.com
            schemes: [http]
            paths:
              /a: { get: { operationId: a, schemes: [http, https], responses: {} } }
              /b: { get: { operationId: b, responses: {} } }
            """);

        Assert.Equal("https://api.example.com", import.Endpoint("a").BaseUrl);
        Assert.Null(import.Endpoint("b").BaseUrl);
    }

    private static Task<ImportedConnector> Import(string servers) => Samples.Import(Document(servers));

    private static string Document(string servers) => Samples.With()
        .Replace("servers: [{ url: \"https://t.example\" }]", servers, StringComparison.Ordinal);

    private static string Address(ConnectorDefinition definition, Dictionary<string, string> inputs)
    {
        var values = InputValues.Check(definition, inputs);
        var snapshot = new AuthSnapshot
        {
            ConnectorVersion = 1,
            TakenAt = default,
            Methods = [],
            Origins = [],
            Inputs = values,
            ListedInputs = InputValues.Listed(definition, values),
        };
        return BaseAddresses.Evaluate(definition.BaseUrl, snapshot).AbsoluteUri;
    }
}

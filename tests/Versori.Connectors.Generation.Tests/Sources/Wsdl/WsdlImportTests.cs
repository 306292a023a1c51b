namespace Versori.Connectors.Generation.Tests;

public sealed class WsdlImportTests
{
    private readonly IConnectorGenerator _generator = ConnectorGenerator.Create();

    [Fact]
    public async Task Operations_become_endpoints_of_one_port_for_each_port_type()
    {
        var definition = (await Import(WsdlSamples.Orders)).Definition;

        Assert.Equal(["GetOrder", "CancelOrder"], definition.Endpoints.Select(endpoint => endpoint.Id));
        Assert.Equal("https://shop.example", definition.BaseUrl);
        Assert.Equal("Orders of the shop.", definition.Description);
        var get = definition.Endpoints[0];
        Assert.Equal(("POST", "/soap/orders"), (get.Method, get.Path));
        Assert.Equal("Returns one order.", get.Summary);
        Assert.Equal(
            new()
            {
                Version = SoapVersion.Soap11,
                Action = "urn:orders/Get",
                Element = "GetOrder",
                Namespace = "urn:orders",
                QualifiesFields = false,
                HeaderParts = [new() { Field = "Session", Element = "Session", Namespace = "urn:orders" }],
            },
            get.Soap);
        Assert.Equal(["200", "500"], get.Responses.Select(response => response.Status));
        Assert.Equal(["202"], definition.Endpoints[1].Responses.Select(response => response.Status));
    }

    [Fact]
    public async Task Types_become_schemas_with_namespaces_order_and_recursion()
    {
        var definition = (await Import(WsdlSamples.Orders)).Definition;

        Assert.Equal(
            """
            {"type":"object","properties":{"number":{"type":"integer","xml":{"namespace":"urn:orders"}},
            "status":{"type":"string","enum":["open","paid"]},
            "Session":{"$ref":"#/schemas/Session","xml":{"namespace":"urn:orders"}}},
            "required":["number"],"additionalProperties":false}
            """.ReplaceLineEndings(""),
            definition.Endpoints[0].RequestBody!.Schema!.ToString());
        Assert.Equal(
            """
            {"type":"object","properties":{"id":{"type":"integer","xml":{"namespace":"urn:orders"}},
            "price":{"$ref":"#/schemas/Money","xml":{"namespace":"urn:orders"}},
            "note":{"type":["string","null"],"xml":{"namespace":"urn:orders"}},
            "part":{"type":"array","items":{"$ref":"#/schemas/Item","xml":{"namespace":"urn:orders"}}},
            "sku":{"type":"string","xml":{"namespace":"urn:orders"}},
            "ean":{"type":"string","xml":{"namespace":"urn:orders"}}},
            "required":["id","price"],"additionalProperties":false}
            """.ReplaceLineEndings(""),
            definition.Schemas["Item"].ToString());
        Assert.Equal(
            """
            {"type":"object","properties":{"amount":{"type":"number","xml":{"namespace":"urn:common"}},
            "currency":{"type":"string","xml":{"attribute":true}}},
            "required":["amount","currency"],"additionalProperties":false}
            """.ReplaceLineEndings(""),
            definition.Schemas["Money"].ToString());
    }

    [Fact]
    public async Task Messages_in_rpc_style_have_their_parts_as_fields_and_encoded_ones_are_left_out()
    {
        var import = await Import(WsdlSamples.Rpc);

        var add = Assert.Single(import.Definition.Endpoints);
        Assert.Equal(("Add", "urn:calls", false), (add.Soap!.Element, add.Soap.Namespace, add.Soap.QualifiesFields));
        Assert.Equal(
            """
            {"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},
            "required":["a","b"],"additionalProperties":false}
            """.ReplaceLineEndings(""),
            add.RequestBody!.Schema!.ToString());
        Assert.Contains(
            import.Warnings,
            warning => warning is { Location: "/definitions/binding[B]/operation[Old]", Line: 16 }
                && warning.Message.Contains("encoded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_URL_of_the_host_replaces_the_address()
    {
        var import = await _generator.ImportAsync(
            ConnectorSource.Document(WsdlSamples.Rpc).WithBaseUrl("https://{site}.example/v2/calls"),
            TestContext.Current.CancellationToken);

        Assert.Equal("https://{site}.example/v2", import.Definition.BaseUrl);
        Assert.Equal("/calls", Assert.Single(import.Definition.Endpoints).Path);
        Assert.Equal("site", Assert.Single(import.Definition.Inputs).Name);
    }

    [Fact]
    public async Task Schemas_are_included_from_documents_that_the_host_gives()
    {
        const string Include = """<xs:include schemaLocation="types/base.xsd"/>""";
        var text = WsdlSamples.Orders.Replace(
            """<xs:import namespace="urn:common"/>""", Include, StringComparison.Ordinal)
            .Replace("""<xs:complexType name="Base">""", """<xs:complexType name="Own">""", StringComparison.Ordinal);
        const string Types = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
              <xs:complexType name="Base">
                <xs:sequence><xs:element name="code" type="Code"/></xs:sequence>
              </xs:complexType>
              <xs:simpleType name="Code">
                <xs:restriction base="xs:string"><xs:maxLength value="9"/></xs:restriction>
              </xs:simpleType>
            </xs:schema>
            """;

        var without = await Import(text);
        var with = await _generator.ImportAsync(
            ConnectorSource.Document(text).WithRelated("types/base.xsd", Types), TestContext.Current.CancellationToken);

        Assert.Contains(
            without.Warnings, warning => warning.Message.Contains("types/base.xsd", StringComparison.Ordinal));
        Assert.Contains(
            """{"code":{"type":"string","maxLength":9,"xml":{"namespace":"urn:orders"}}""",
            with.Definition.Schemas["Item"].ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_operation_gets_an_example_from_its_schema()
    {
        var definition = (await Import(WsdlSamples.Orders)).Definition;

        Assert.All(definition.Endpoints, endpoint => Assert.Empty(
            ExampleArguments.Create(definition, endpoint.Id, new() { IncludesOptional = true }).Problems));
        Assert.Equal(definition, ConnectorDefinition.Parse(definition.ToJson()));
    }

    [Theory]
    [InlineData("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><message></definitions>")]
    [InlineData("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>")]
    [InlineData(
        "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'>"
        + "<service name='s'><port binding='t:x'/></service></definitions>")]
    [InlineData(
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'other.xml'>]>"
        + "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'>&e;</definitions>")]
    public async Task A_document_that_cannot_be_used_is_refused(string text)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Import(text));

        Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Error.Code);
        Assert.NotNull(exception.Error.Location);
    }

    [Fact]
    public async Task A_document_that_is_nested_too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Import(
            $"<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'>{deep}</definitions>"));

        Assert.Contains("nested deeper", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_requirements_bring_operations_that_read()
    {
        var read = await Plan("Show one order");
        var write = await Plan("Cancel an order that was paid twice");

        Assert.Equal(["GetOrder"], read.Endpoints);
        Assert.Contains("CancelOrder", write.Endpoints);
        Assert.True(write.Choices.Single(choice => choice.EndpointId == "CancelOrder").RequiresConfirmation);
    }

    private Task<ImportedConnector> Import(string text) =>
        _generator.ImportAsync(ConnectorSource.Document(text), TestContext.Current.CancellationToken);

    private async Task<PlannedConnector> Plan(string requirements)
    {
        var plan = await _generator.PlanAsync(
            requirements, [ConnectorSource.Document(WsdlSamples.Orders)], TestContext.Current.CancellationToken);
        return Assert.Single(plan.Connectors);
    }
}

namespace Versori.Connectors.Generation.Tests;

/// <summary>Media types, encodings and examples of documents.</summary>
public class MediaTypeImportTests
{
    [Fact]
    public async Task A_body_keeps_all_media_types_the_preferred_one_first()
    {
        var body = (await EndpointAsync(
            """
            "requestBody":{"content":{
              "application/xml":{"schema":{"type":"object"}},
              "application/json":{"schema":{"type":"object"},"example":{"a":1}},
              "multipart/form-data":{"schema":{"type":"string"},"encoding":{
                "photo":{"contentType":"image/png","style":"form","explode":false,"allowReserved":true}}},
              "image/*":{}}}
            """)).RequestBody!;

        Assert.Equal("application/json", body.ContentType);
        Assert.Equal(1, body.Example!.Root.GetProperty("a").GetInt32());
        Assert.Equal(
            ["application/xml", "multipart/form-data", "image/*"],
            body.Alternatives.Select(content => content.ContentType));

        // The same schema is stated once.
        Assert.Null(body.Alternatives[0].Schema);
        Assert.NotNull(body.Alternatives[1].Schema);
        Assert.Equal(
            new FieldEncoding
            {
                ContentType = "image/png",
                Style = ParameterStyle.Form,
                Explode = false,
                AllowReserved = true,
            },
            body.Alternatives[1].Encoding["photo"]);
    }

    [Fact]
    public async Task A_range_alone_is_sent_as_a_type_and_kept_as_a_choice()
    {
        var body = (await EndpointAsync(""" "requestBody":{"content":{"image/*":{}}} """)).RequestBody!;

        Assert.Equal("application/octet-stream", body.ContentType);
        Assert.Equal("image/*", Assert.Single(body.Alternatives).ContentType);
    }

    [Fact]
    public async Task Responses_keep_all_media_types_examples_and_item_schemas()
    {
        var response = Assert.Single((await EndpointAsync(
            """
            "responses":{"200":{"description":"x","content":{
              "text/event-stream":{"itemSchema":{"type":"object"}},
              "application/json":{"examples":{"first":{"value":[1]}}}}}}
            """)).Responses);

        Assert.Equal("application/json", response.ContentType);
        Assert.Equal("[1]", response.Example!.ToString());
        var stream = Assert.Single(response.Alternatives);
        Assert.Equal("text/event-stream", stream.ContentType);
        Assert.NotNull(stream.ItemSchema);
    }

    [Fact]
    public async Task Parameters_keep_their_examples_and_what_3_2_adds()
    {
        var endpoint = await EndpointAsync(
            """
            "parameters":[
              {"name":"a","in":"query","allowEmptyValue":true,"example":"x","schema":{"type":"string"}},
              {"name":"c","in":"cookie","style":"cookie","schema":{"type":"string"}},
              {"name":"q","in":"querystring","content":{"application/x-www-form-urlencoded":{"schema":{}}}}]
            """);

        Assert.True(endpoint.Parameters[0].AllowEmptyValue);
        Assert.Equal("\"x\"", endpoint.Parameters[0].Example!.ToString());
        Assert.Equal(ParameterStyle.Cookie, endpoint.Parameters[1].Style);
        Assert.Equal(ParameterLocation.QueryString, endpoint.Parameters[2].In);
        Assert.Equal("application/x-www-form-urlencoded", endpoint.Parameters[2].ContentType);
    }

    [Fact]
    public async Task Consumes_and_produces_of_2_0_are_all_kept()
    {
        var endpoint = (await Samples.Import(
            """
            {"swagger":"2.0","info":{"title":"T","version":"1"},"host":"a.example","schemes":["https"],
             "paths":{"/x":{"post":{"operationId":"op","consumes":["application/xml","application/json"],
               "produces":["text/csv","application/json"],
               "parameters":[{"name":"b","in":"body","schema":{"type":"object"}}],
               "responses":{"200":{"description":"","schema":{"type":"array"},
                 "examples":{"application/json":[1]}}}}}}}
            """)).Endpoint("op");

        Assert.Equal("application/json", endpoint.RequestBody!.ContentType);
        Assert.Equal(["application/xml"], endpoint.RequestBody.Alternatives.Select(content => content.ContentType));
        Assert.Equal("application/json", endpoint.Responses[0].ContentType);
        Assert.Equal(["text/csv"], endpoint.Responses[0].Alternatives.Select(content => content.ContentType));
        Assert.Equal("[1]", endpoint.Responses[0].Example!.ToString());
    }

    [Theory]
    [InlineData("", ParameterStyle.Form)]
    [InlineData(""","collectionFormat":"ssv" """, ParameterStyle.SpaceDelimited)]
    [InlineData(""","collectionFormat":"pipes" """, ParameterStyle.PipeDelimited)]
    [InlineData(""","collectionFormat":"multi" """, null)]
    public async Task Lists_in_forms_of_2_0_have_their_collection_format(string format, ParameterStyle? style)
    {
        var body = (await Samples.Import(
            $$$"""
            {"swagger":"2.0","info":{"title":"T","version":"1"},"host":"a.example","schemes":["https"],
             "paths":{"/x":{"post":{"operationId":"op",
               "consumes":["application/x-www-form-urlencoded","multipart/form-data"],
               "parameters":[{"name":"l","in":"formData","type":"array","items":{"type":"string"}{{{format}}}}],
               "responses":{} } } }}
            """)).Endpoint("op").RequestBody!;

        Assert.Equal(style, body.Encoding.GetValueOrDefault("l")?.Style);
        Assert.Equal("multipart/form-data", Assert.Single(body.Alternatives).ContentType);
    }

    [Fact]
    public async Task A_plan_keeps_the_schemas_of_all_media_types()
    {
        var definition = (await Samples.Import(Document(
            """
            "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}},
              "application/xml":{"schema":{"$ref":"#/components/schemas/B"}}}}
            """,
            """ "components":{"schemas":{"A":{"type":"object"},"B":{"type":"object"},"C":{"type":"object"}}} """)))
            .Definition;

        var trimmed = Planning.DefinitionTrimmer.Trim(
            definition, definition.Endpoints, definition.Endpoints);

        Assert.Equal(["A", "B"], trimmed.Schemas.Keys.Order(StringComparer.Ordinal));
    }

    private static async Task<ConnectorEndpoint> EndpointAsync(string operation) =>
        Assert.Single((await Samples.Import(Document(operation))).Definition.Endpoints);

    private static string Document(string operation, string more = "")
    {
        var members = more.Length == 0 ? "" : $",{more}";
        return $$$"""
            {"openapi":"3.2.0","info":{"title":"T","version":"1"},"servers":[{"url":"https://t.example"}],
             "paths":{"/a":{"post":{"operationId":"a",{{{operation}}} } } }{{{members}}} }
            """;
    }
}

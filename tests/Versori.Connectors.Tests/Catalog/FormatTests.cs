using System.Text.Json;
using Versori.Connectors.Connecting;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Tests.Catalog;

/// <summary>The JSON of definitions and connections as this release and older releases write it.</summary>
public sealed class FormatTests
{
    [Fact]
    public void A_definition_round_trips_through_json()
    {
        var definition = Samples.Definition(Samples.Shop);

        Assert.Equal(definition, ConnectorDefinition.Parse(definition.ToJson()));
    }

    [Fact]
    public void A_connection_round_trips_through_json()
    {
        var connection = Samples.Connection(owner: Owner.User("ada"));

        var json = JsonSerializer.Serialize(connection, ConnectorJson.Options);

        Assert.Equal(connection, JsonSerializer.Deserialize<Connection>(json, ConnectorJson.Options));
    }

    [Theory]
    [InlineData("""{"v":1,"values":{"bearer/token":"s3cret","x":""}}""", "bearer/token=s3cret x=")]
    [InlineData("""{"v":2,"values":{"bearer/token":"s3cret"}}""", null)]
    [InlineData("""{"values":{"bearer/token":"s3cret"}}""", null)]
    [InlineData("s3cret", null)]
    public void Secrets_are_read_in_the_format_of_the_first_release_and_other_text_is_not(
        string stored, string? values)
    {
        var read = SecretBundle.Unpack(new Secret(stored));

        Assert.Equal(values, read is null ? null : string.Join(' ', read.Select(pair => $"{pair.Key}={pair.Value}")));
        if (read is not null) Assert.Equal(stored, SecretBundle.Pack(read).Reveal());
    }

    [Fact]
    public void A_newer_format_is_refused_with_its_location()
    {
        var json = Samples.Definition(Samples.Shop)
            .ToJson().Replace("\"formatVersion\": 2", "\"formatVersion\": 3", StringComparison.Ordinal);

        var exception = Assert.Throws<ConnectorException>(() => ConnectorDefinition.Parse(json));

        Assert.Equal(
            (ConnectorErrorCode.InvalidDefinition, "/formatVersion"), (exception.Code, exception.Error.Location));
        Assert.Contains("2", exception.Message);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("null", "")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    [InlineData("""{"id":"shop","title":"T","baseUrl":"https://x","unknown":1}""", "/unknown")]
    [InlineData("""{"id":"Not A Key!","title":"T","baseUrl":"https://x"}""", "/id")]
    [InlineData("""{"id":"shop","title":5,"baseUrl":"https://x"}""", "/title")]
    [InlineData(
        """{"id":"shop","title":"T","baseUrl":"https://x","authMethods":[{"type":"magic"}]}""", "/authMethods/0")]
    [InlineData(
        """{"id":"shop","title":"T","baseUrl":"https://x","endpoints":[{"id":"a","method":"GET","path":"/","param"""
            + """eters":[{"name":"p","in":"nowhere"}]}]}""",
        "/endpoints/0/parameters/0/in")]
    [InlineData("""{"id":"shop","title":"T","baseUrl":"https://x","endpoints":[null]}""", "/endpoints/0")]
    [InlineData(
        """{"id":"shop","title":"T","baseUrl":"https://x","authMethods":[{"type":"bearer"},null]}""",
        "/authMethods/1")]
    [InlineData("""{"id":"shop","title":"T","baseUrl":"https://x","schemas":{"a~/b":null}}""", "/schemas/a~0~1b")]
    [InlineData(
        """{"id":"shop","title":"T","baseUrl":"https://x","inputs":[{"name":"a","allowedValues":["x",null]}]}""",
        "/inputs/0/allowedValues/1")]
    public void A_document_that_is_not_a_definition_is_refused_with_the_location(string json, string pointer)
    {
        var exception = Assert.Throws<ConnectorException>(() => ConnectorDefinition.Parse(json));

        Assert.Equal((ConnectorErrorCode.InvalidDefinition, pointer), (exception.Code, exception.Error.Location));
    }

    [Theory]
    [InlineData(
        """{"id":"a","title":"T","baseUrl":"https://x","authMethods":[{"type":"oauth2","grant":"client_credential"""
            + """s"}]}""",
        "/authMethods/0/grant",
        "clientCredentials, ")]
    [InlineData(
        """{"id":"a","title":"T","baseUrl":"https://x","authMethods":[{"type":"apiKey","placements":[{"nam"""
            + """e":"x","in":"headers"}]}]}""",
        "/authMethods/0/placements/0/in",
        "header, query, cookie, body, path")]
    [InlineData(
        """{"id":"a","title":"T","baseUrl":"https://x","authMethods":[{"type":"oauth3"}]}""",
        "/authMethods/0",
        "none, apiKey, basic, ")]
    [InlineData(
        """{"id":"a","title":"T","baseUrl":"https://x","authMethods":[{"id":"x"}]}""",
        "/authMethods/0",
        "none, apiKey, basic, ")]
    [InlineData(
        """{"id":"a","title":"T","baseUrl":"https://x","authMethods":[{"type":"oauth2","tokenUri":"https://x.exam"""
            + """ple"}]}""",
        "/authMethods/0/tokenUri",
        "'tokenUri'")]
    public void The_error_for_an_unknown_value_lists_the_allowed_values(
        string json, string pointer, string expected)
    {
        var error = Assert.Throws<ConnectorException>(() => ConnectorDefinition.Parse(json)).Error;

        Assert.Equal((ConnectorErrorCode.InvalidDefinition, pointer), (error.Code, error.Location));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nulls_inside_a_schema_are_kept()
    {
        var definition = Samples.Definition(Samples.Shop) with
        {
            Schemas = new Dictionary<string, JsonSchema>
            {
                ["Order"] = JsonSchema.Parse("""{"enum":["a",null],"default":null}"""),
            },
        };

        Assert.Equal(definition, ConnectorDefinition.Parse(definition.ToJson()));
    }

    [Fact]
    public void A_definition_of_format_1_is_read()
    {
        var definition = ConnectorDefinition.Parse(Fixture("definition.v1.json"));

        Assert.Equal(
            (2, "shop", "https://{store}.example.com/{region ?? \"eu\"}"),
            (definition.FormatVersion, definition.Id.Value, definition.BaseUrl));
        Assert.Equal(
            ["none", "apiKey", "basic", "bearer", "oauth2"], definition.AuthMethods.Select(method => method.Id));
        var oauth = Assert.IsType<OAuth2Auth>(definition.AuthMethods[4]);
        Assert.Equal(
            (OAuth2ClientAuthentication.Post, TimeSpan.FromMinutes(30), "api://shop"),
            (oauth.ClientAuthentication, oauth.DefaultLifetime, oauth.TokenParameters["audience"]));
        var endpoint = Assert.Single(definition.Endpoints);
        Assert.Equal((ParameterStyle.DeepObject, true), (endpoint.Parameters[1].Style, endpoint.Parameters[1].Explode));
        Assert.Equal(definition, ConnectorDefinition.Parse(definition.ToJson()));
    }

    [Fact]
    public void A_connection_of_format_1_is_read()
    {
        var connection = ConnectorJson.Deserialize<Connection>(Fixture("connection.v1.json"))!;

        Assert.Equal(
            ("019ca945-0000-7000-8000-000000000001", Owner.User("ada"), 4),
            (connection.Id.ToString(), connection.Owner, connection.Revision));
        Assert.Equal((2, 3), (connection.Snapshot.FormatVersion, connection.Snapshot.ConnectorVersion));
        Assert.Equal(
            "https://{store}.example.com/oauth/token",
            Assert.IsType<OAuth2Auth>(Assert.Single(connection.Snapshot.Methods)).TokenUrl);
        Assert.Equal(
            new SecretReference(SecretHolder.For(connection.Id), "credential", "1"), connection.Snapshot.Secrets);
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T13:00:00Z"), Assert.Single(connection.Tokens).ExpiresAt);
        Assert.Equal((ConnectionCheckOutcome.Accepted, 200), (connection.Check!.Outcome, connection.Check.StatusCode));
    }

    [Fact]
    public void An_object_read_from_format_1_is_unchanged_after_it_is_written_again()
    {
        var definition = ConnectorDefinition.Parse(Fixture("definition.v1.json"));
        var connection = ConnectorJson.Deserialize<Connection>(Fixture("connection.v1.json"))!;

        Assert.Equal(definition, ConnectorDefinition.Parse(definition.ToJson()));
        Assert.Equal(
            connection,
            JsonSerializer.Deserialize<Connection>(
                JsonSerializer.Serialize(connection, ConnectorJson.Options), ConnectorJson.Options));
    }

    private static string Fixture(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Format1", name));
}

namespace Versori.Connectors.Tests.Catalog.Changes;

/// <summary>What differs between schemas is reported, for requests and for responses.</summary>
public sealed class SchemaDiffTests
{
    private const string Limited = """{"minimum":0}""";
    private const string Exclusive = """{"minimum":0,"exclusiveMinimum":true}""";
    private const string Reference = """{"allOf":[{"$ref":"#/schemas/Named"}]}""";
    private const string NullableReference = """{"allOf":[{"$ref":"#/schemas/Named"}],"nullable":true}""";
    private const string Choice = """{"oneOf":[{"type":"string"},{"type":"object"}]}""";
    private const string NullableChoice = """{"oneOf":[{"type":"string"},{"type":"object"},{"type":"null"}]}""";

    [Theory]
    [InlineData(Limited, Exclusive, ChangeImpact.Breaking, ChangeImpact.Compatible)]
    [InlineData(Exclusive, Limited, ChangeImpact.Compatible, ChangeImpact.PossiblyBreaking)]
    [InlineData(NullableReference, Reference, ChangeImpact.Breaking, ChangeImpact.Compatible)]
    [InlineData(Reference, NullableReference, ChangeImpact.Compatible, ChangeImpact.Breaking)]
    [InlineData(NullableChoice, Choice, ChangeImpact.Breaking, ChangeImpact.Compatible)]
    [InlineData(Choice, NullableChoice, ChangeImpact.Compatible, ChangeImpact.PossiblyBreaking)]
    [InlineData(
        """{"type":"string","x-nullable":true}""",
        """{"type":"string"}""",
        ChangeImpact.Breaking,
        ChangeImpact.Compatible)]
    [InlineData("{}", """{"prefixItems":[{"type":"string"}]}""", ChangeImpact.Breaking, ChangeImpact.Compatible)]
    public void A_schema_that_changes_has_an_impact_on_requests_and_on_responses(
        string former, string schema, ChangeImpact onRequests, ChangeImpact onResponses)
    {
        Assert.Equal(onRequests, Impact(WithRequest(former), WithRequest(schema)));
        Assert.Equal(onResponses, Impact(WithResponse(former), WithResponse(schema)));
    }

    [Fact]
    public void Changes_beyond_the_last_that_is_listed_are_stated()
    {
        var many = string.Join(',', Enumerable.Range(0, 50).Select(number => $"\"p{number}\":{{}}"));
        var changed = """{"type":"object","required":["last"],"properties":{MANY,"last":{}}}"""
            .Replace("MANY", many, StringComparison.Ordinal);

        var diff = DefinitionDiff.Between(WithRequest("""{"type":"object"}"""), WithRequest(changed));

        Assert.Contains(diff.Changes, change => change.Message.Contains("ended here", StringComparison.Ordinal));
        Assert.NotEqual(ChangeImpact.Compatible, diff.Changes.Max(change => change.Impact));
    }

    [Fact]
    public void A_set_of_scopes_that_is_no_longer_enough_breaks_the_connections_that_have_it()
    {
        var both = WithScopes(["admin"], ["read"]);

        Assert.Equal(ChangeImpact.Breaking, Impact(both, WithScopes(["admin"])));
        Assert.Equal(ChangeImpact.Breaking, Impact(both, WithScopes(["read"])));
        Assert.Equal(ChangeImpact.Compatible, Impact(WithScopes(["admin", "read"]), WithScopes(["read"])));
        Assert.Equal(ChangeImpact.Compatible, Impact(both, WithScopes(["read"], ["admin"])));
    }

    private static ChangeImpact Impact(ConnectorDefinition before, ConnectorDefinition after)
    {
        var changes = DefinitionDiff.Between(before, after).Changes;

        Assert.NotEmpty(changes);
        return changes.Max(change => change.Impact);
    }

    private static ConnectorDefinition WithRequest(string schema) => With(new ConnectorEndpoint
    {
        Id = "call",
        Method = "POST",
        Path = "/x",
        RequestBody = new() { Schema = JsonSchema.Parse(schema) },
    });

    private static ConnectorDefinition WithResponse(string schema) => With(new ConnectorEndpoint
    {
        Id = "call",
        Method = "POST",
        Path = "/x",
        Responses = [new() { Status = "200", ContentType = "application/json", Schema = JsonSchema.Parse(schema) }],
    });

    private static ConnectorDefinition WithScopes(params string[][] scopes) => With(new ConnectorEndpoint
    {
        Id = "call",
        Method = "POST",
        Path = "/x",
        AuthAlternatives = [.. scopes.Select(some => new AuthAlternative { Methods = ["oauth2"], Scopes = some })],
    });

    private static ConnectorDefinition With(ConnectorEndpoint endpoint) => new()
    {
        Id = new("shop"),
        Title = "Shop",
        BaseUrl = "https://shop.example",
        AuthMethods =
        [
            new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, TokenUrl = "https://shop.example/token" },
        ],
        Endpoints = [endpoint],
        Schemas = new Dictionary<string, JsonSchema> { ["Named"] = JsonSchema.Parse("""{"type":"object"}""") },
    };
}

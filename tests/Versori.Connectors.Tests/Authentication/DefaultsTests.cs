namespace Versori.Connectors.Tests.Authentication;

public sealed class DefaultsTests
{
    [Fact]
    public void A_setting_missing_from_a_definition_has_its_default()
    {
        const string Json = """
            {"id":"x","title":"X","baseUrl":"https://x.example","authMethods":[
              {"type":"bearer","id":"bearer","scheme":"Bearer"},
              {"type":"sessionToken","id":"sessionToken",
               "signIn":[{"url":"https://x.example/login","extractedValues":[{"name":"s","at":"/s"}]}],
               "placements":[{"name":"X-S","value":"{s}"}]},
              {"type":"custom","id":"custom","handler":"h","fields":[{"name":"f","required":true}],
               "rejectedResponse":{"field":"/e","values":["x"]}}]}
            """;

        var methods = ConnectorDefinition.Parse(Json).AuthMethods;

        Assert.Equal(new BearerAuth(), methods[0]);
        Assert.Equal(
            new SessionTokenAuth
            {
                SignIn =
                [
                    new()
                    {
                        Url = "https://x.example/login",
                        ExtractedValues = [new() { Name = "s", Selector = "/s" }],
                    },
                ],
                Placements = [new() { Name = "X-S", Value = "{s}" }],
            },
            methods[1]);
        Assert.Equal(
            new CustomAuth
            {
                Handler = "h",
                Fields = [new() { Name = "f" }],
                RejectedResponse = new() { Field = "/e", Values = ["x"] },
            },
            methods[2]);
    }
}

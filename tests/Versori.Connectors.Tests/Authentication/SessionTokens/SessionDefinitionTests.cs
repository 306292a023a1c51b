namespace Versori.Connectors.Tests.Authentication;

/// <summary>The definition of a session token method: its validation and its JSON.</summary>
public sealed class SessionDefinitionTests : IAsyncLifetime
{
    private SessionSystem _system = null!;

    private ScriptedExternalSystem Api => _system.Engine.System;

    public async ValueTask InitializeAsync() => _system = await SessionSystem.StartAsync();

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public void Errors_in_a_definition_are_reported_by_json_pointer()
    {
        var method = _system.Method();
        var definition = _system.Engine.Definition("bad", method with
        {
            SignIn =
            [
                method.SignIn[0] with
                {
                    Url = "{later}/x",
                    Body = new() { Json = JsonFragment.Parse("""{"a":["{nobody}"]}"""), Text = "x" },
                    ExtractedValues =
                    [
                        new() { Name = "later", Selector = "no-slash" },
                        new() { Name = "re", From = ExtractedValueSource.Pattern, Selector = "(" },
                        new() { Name = "x", From = ExtractedValueSource.Xml, Selector = "//[" },
                    ],
                },
            ],
            Lifetime = new() { ExtractedValue = "nothing" },
            Placements = [],
        });

        var pointers = _system.Engine.Catalog.Validate(definition).Select(problem => problem.Location).ToArray();

        Assert.Equivalent(
            new[]
            {
                "/authMethods/0/placements", "/authMethods/0/lifetime/extractedValue", "/authMethods/0/signIn/0/body",
                "/authMethods/0/signIn/0/extractedValues/0/selector",
                "/authMethods/0/signIn/0/extractedValues/1/selector",
                "/authMethods/0/signIn/0/extractedValues/2/selector",
                "/authMethods/0/signIn/0/url", "/authMethods/0/signIn/0/body/json/a/0",
            },
            pointers);
    }

    [Fact]
    public void A_definition_round_trips_through_json()
    {
        var definition = _system.Engine.Definition(
            "round",
            _system.Method() with
            {
                RejectedStatusCodes = [401, 419],
                RejectedResponse = new() { Field = "/e", Values = ["x"] },
            });

        Assert.Equal(definition, ConnectorDefinition.Parse(definition.ToJson()));
        Assert.Contains("\"type\": \"sessionToken\"", definition.ToJson(), StringComparison.Ordinal);
    }
}

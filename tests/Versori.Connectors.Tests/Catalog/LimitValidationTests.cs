using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Catalog;

/// <summary>Limits and rules for sending requests again are checked when a definition is saved.</summary>
public sealed class LimitValidationTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { """{"limits":{"rates":[{"calls":0}]}}""", "/limits/rates/0/calls" },
        { """{"limits":{"rates":[{"calls":1,"periodSeconds":0}]}}""", "/limits/rates/0/periodSeconds" },
        { """{"limits":{"rates":[{"calls":1,"periodSeconds":-1}]}}""", "/limits/rates/0/periodSeconds" },
        { """{"limits":{"rates":[{"calls":1,"periodSeconds":3000000}]}}""", "/limits/rates/0/periodSeconds" },
        { """{"limits":{"rates":[{"calls":1},{"calls":1}]}}""", "/limits/rates/1" },
        { """{"limits":{"concurrency":0}}""", "/limits/concurrency" },
        { """{"retry":{"maximumRetries":11}}""", "/retry/maximumRetries" },
        { """{"retry":{"statusCodes":[200]}}""", "/retry/statusCodes/0" },
        { """{"retry":{"idempotencyHeader":"a b"}}""", "/retry/idempotencyHeader" },
        {
            """{"endpoints":[{"id":"a","method":"GET","path":"/a","weight":-1}]}""",
            "/endpoints/0/weight"
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_value_is_a_problem_with_its_place(string members, string location)
    {
        await using var engine = await EngineFixture.StartAsync();
        var definition = ConnectorDefinition.Parse(
            """{"id":"a","title":"A","baseUrl":"https://a.example","authMethods":[{"type":"none"}],""" + members[1..]);
        await engine.Catalog.SaveDraftAsync(definition);

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => engine.Catalog.PublishAsync(definition.Id));

        Assert.Equal(
            (ConnectorErrorCode.InvalidDefinition, location), (exception.Code, exception.Error.Location));
        Assert.Single(exception.Errors);
    }
}

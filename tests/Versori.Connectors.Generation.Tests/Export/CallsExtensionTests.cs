using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests.Export;

/// <summary>What OpenAPI cannot state about calls, in an exported document and read again.</summary>
public class CallsExtensionTests
{
    private static readonly ResponseRule Rule = new()
    {
        Status = "2XX",
        Pointer = "/error",
        Values = ["ratelimited", "slow\u00ad"],
        ExceptValues = ["none"],
        Outcome = ResponseOutcome.Limited,
        MessagePointer = "/message",
    };

    [Fact]
    public async Task Limits_retries_weights_and_rules_are_imported_again()
    {
        var first = await Import();
        first = first with
        {
            Limits = new()
            {
                Rates = [new() { Calls = 40, PeriodSeconds = 20.5 }],
                Concurrency = 3,
                IgnoreHeaders = true,
            },
            Retry = new() { MaximumRetries = 4, StatusCodes = [409], IdempotencyHeader = "X-Key" },
            ResponseRules = [Rule, new() { Status = "default", Outcome = ResponseOutcome.Retry }],
            Endpoints =
            [
                first.Endpoints[0] with { Weight = 0 },
                first.Endpoints[1] with { Repeatable = false, ResponseRules = [Rule] },
                .. first.Endpoints.Skip(2).Select(endpoint => endpoint with { Repeatable = true, Weight = 7 }),
            ],
        };

        var second = (await Samples.Import(first.ToOpenApi().ToJson())).Definition;

        Assert.Equal(first.Limits, second.Limits);
        Assert.Equal(first.Retry, second.Retry);
        Assert.Equal(first.ResponseRules, second.ResponseRules);
        Assert.Equal(Calls(first), Calls(second));
        Assert.Equal(first.ToOpenApi().ToJson(), second.ToOpenApi().ToJson());
    }

    [Fact]
    public async Task A_definition_without_them_has_no_extension() => Assert.DoesNotContain(
        "x-versori-calls", (await Import()).ToOpenApi().ToJson(), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"weight":-1}""")]
    [InlineData("""{"weight":"many"}""")]
    [InlineData("""{"responseRules":[{"pointer":"ok","outcome":"retry"}]}""")]
    [InlineData("""{"responseRules":[{"status":"9XX","outcome":"retry"}]}""")]
    [InlineData("""{"responseRules":[{"outcome":"explode"}]}""")]
    [InlineData("""{"responseRules":{}}""")]
    [InlineData("""{"responseRules":[null]}""")]
    [InlineData("""{"weight":99999999999}""")]
    public async Task What_is_not_valid_is_left_out_with_a_warning(string extension)
    {
        var document = JsonNode.Parse((await Import()).ToOpenApi().ToJson())!;
        var path = document["paths"]!.AsObject().First().Value!.AsObject();
        path.First(member => member.Value is JsonObject).Value!["x-versori-calls"] = JsonNode.Parse(extension);
        document["x-versori-calls"] = JsonNode.Parse("""{"limits":{"concurrency":0}}""");

        var result = await Samples.Import(document.ToJsonString());

        Assert.Equal(Calls(await Import()), Calls(result.Definition));
        Assert.Null(result.Definition.Limits);
        Assert.Equal(
            2,
            result.Warnings.Count(
                warning => warning.Location!.EndsWith("x-versori-calls", StringComparison.Ordinal)));
    }

    private static IEnumerable<object> Calls(ConnectorDefinition definition) => definition.Endpoints
        .OrderBy(endpoint => endpoint.Id, StringComparer.Ordinal)
        .Select(endpoint => (object)(
            endpoint.Id, endpoint.Weight, endpoint.Repeatable, string.Join('\n', endpoint.ResponseRules)));

    private static async Task<ConnectorDefinition> Import() =>
        (await Samples.Import(Samples.Read("comments.yaml"))).Definition;
}

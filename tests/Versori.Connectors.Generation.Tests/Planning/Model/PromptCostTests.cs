using Microsoft.Extensions.AI;
using Microsoft.ML.Tokenizers;

namespace Versori.Connectors.Generation.Tests;

/// <summary>The tokens of prompts, counted with the o200k_base encoding.</summary>
public class PromptCostTests
{
    private const int MostToBegin = 6_000, MostForPlan = 30_000;

    private static readonly TiktokenTokenizer Tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    public static TheoryData<string> Kinds => [.. Texts.Keys];

    private static Dictionary<string, Func<int, string>> Texts => new(StringComparer.Ordinal)
    {
        ["plain"] = at => $"List the parts of thing {at} that were changed since a date, with their prices and owners.",
        ["long words"] = at => Random("abcdefghijklmnopqrstuvwxyz", 1_000, at),
        ["pronounceable"] = at => string.Concat(Enumerable.Range(0, 300)
            .Select(part => Random("bcdfgklmnprst", 1, at + part) + Random("aeiou", 1, at + part))),
        ["mixed"] = at => Random("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 800, at),
        ["punctuation"] = at => Random("!#$%&*+-./:;<=>?@^_`|~", 800, at),
        ["ideographs"] = at => Range(0x4E00, 0x9FFF, 500, at),
        ["accents"] = at => string.Concat(Enumerable.Range(0, 300)
            .Select(part => "a" + Range(0x300, 0x36F, 2, at + part))),
        ["cuneiform"] = at => Range(0x12000, 0x12399, 300, at),
        ["emoji"] = at => Range(0x1F300, 0x1F5FF, 300, at),
        ["lines"] = at => Random(" \n\t\r", 800, at) + "x",
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_estimate_is_never_much_below_the_tokens(string kind)
    {
        var text = Texts[kind](7);

        Assert.True(TokenEstimate.Of(text) >= 0.75 * Tokenizer.CountTokens(text), kind);
        Assert.InRange(Tokenizer.CountTokens(TokenEstimate.Cut(text, 300)), 0, 400);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_prompt_has_few_tokens_whatever_the_document(string kind)
    {
        var text = Texts[kind];
        var document = ModelDocuments.Large(1_200, at => $"{at}-{text(at)}", text);

        await Measure("Read the parts of a thing and create one", ConnectorSource.OpenApi(document).WithId("large"));
    }

    [Fact]
    public async Task A_prompt_has_few_tokens_whatever_the_requirements()
    {
        var words = string.Concat(
            Enumerable.Range(0, 900).Select(at => $"List the parts of thing number {at} of the shop. "));

        var plan = await Measure(words, ModelDocuments.Shop());

        Assert.Contains(plan.Warnings, warning => warning.Contains("only their beginning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_prompt_has_few_tokens_for_many_systems()
    {
        var sources = Enumerable.Range(0, 120).Select(at => ModelDocuments.Shop($"shop-number-{at}")).ToArray();

        var plan = await Measure("List orders", sources);

        Assert.Contains(plan.Warnings, warning => warning.Contains("of 120 systems", StringComparison.Ordinal));
    }

    // A model that reads as much as it can, chattily, and gives a wrong answer first.
    private static async Task<IntegrationPlan> Measure(string requirements, params ConnectorSource[] sources)
    {
        var tokens = new List<int>();
        var connector = sources.Length == 1 ? "" : "shop-number-0";
        var chat = new ScriptedChatClient(turn =>
        {
            tokens.Add(Count(turn));
            var isOver = turn.Options.ToolMode is NoneChatToolMode;
            AIContent[] response = isOver
                ? [new TextContent("""{"connectors": {"nothing": ["such"]}}""")]
                :
                [
                    .. Enumerable.Range(0, 4).Select(number => ScriptedChatClient.FunctionCall(
                        $"{turn.Number}-{number}",
                        number % 2 == 0 ? "search_endpoints" : "read_endpoint",
                        ("connector", connector),
                        ("query", $"create parts of things {turn.Number}"),
                        ("endpoint", $"#{turn.Number * 4}"))),
                ];
            tokens[^1] += response.Sum(Count);
            return response;
        });

        var plan = await ConnectorGenerator.Create(chat).PlanAsync(requirements, sources);

        Assert.InRange(tokens[0], 300, MostToBegin);
        Assert.InRange(tokens.Sum(), 300, MostForPlan);
        Assert.True(chat.Turns.Count >= 3, "The model must have room to work.");
        Assert.InRange(plan.Model!.FirstInputTokens, 0.75 * tokens[0], MostToBegin);
        Assert.True(plan.Model.TokensAreEstimated);
        return plan;
    }

    private static int Count(ScriptedTurn turn) =>
        turn.Messages.Sum(message => 4 + message.Contents.Sum(Count))
        + (turn.Options.Tools ?? []).OfType<AIFunctionDeclaration>().Sum(tool =>
            Tokenizer.CountTokens(tool.Name) + Tokenizer.CountTokens(tool.Description)
            + Tokenizer.CountTokens(tool.JsonSchema.GetRawText()));

    private static int Count(AIContent content) => content switch
    {
        TextContent text => Tokenizer.CountTokens(text.Text),
        FunctionResultContent result => 4 + Tokenizer.CountTokens((string)result.Result!),
        FunctionCallContent call => 4 + Tokenizer.CountTokens(call.Name) + call.Arguments!.Sum(argument =>
            Tokenizer.CountTokens(argument.Key) + Tokenizer.CountTokens($"{argument.Value}") + 3),
        _ => 0,
    };

    private static string Random(string letters, int length, int seed)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));
    }

    private static string Range(int first, int last, int length, int seed)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, length).Select(_ => char.ConvertFromUtf32(random.Next(first, last))));
    }
}

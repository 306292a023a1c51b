using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Generation.Tests.Documentation;

/// <summary>Mutated pages are read or refused, and nothing else happens.</summary>
[Trait("Kind", "Fuzz")]
public sealed class DocumentationFuzzTests
{
    private const int Inputs = 100;

    private static readonly int Scale =
        int.TryParse(Environment.GetEnvironmentVariable("VERSORI_FUZZ_SCALE"), out var scale) && scale > 0 ? scale : 1;

    public static TheoryData<string, int> Pages => new()
    {
        { KittenPages.Markdown, 1 },
        { KittenPages.Html, 2 },
        { KittenPages.Text, 3 },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_mutated_page_is_read_or_refused_without_other_failures(string page, int seed)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors().AddGeneration();
        await using var provider = services.BuildServiceProvider();
        var reader = provider.GetRequiredService<IDocumentationReader>();
        var random = new Random(seed);
        var read = 0;
        for (var i = 0; i < Inputs * Scale; i++) read += await ReadsAsync(reader, Mutate(page, random)) ? 1 : 0;

        Assert.InRange(read, Inputs * Scale / 2, Inputs * Scale);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<pre>")]
    [InlineData("<div></i>")]
    [InlineData("<!-- <script> --><div>")]
    [InlineData("<table><tr><td>")]
    [InlineData("> ")]
    [InlineData("[")]
    [InlineData("- ")]
    [InlineData("`")]
    public async Task A_page_of_nested_elements_ends(string element)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors().AddGeneration();
        await using var provider = services.BuildServiceProvider();
        var page = string.Concat(Enumerable.Repeat(element, 20_000)) + "GET https://api.x.example/things";

        await ReadsAsync(provider.GetRequiredService<IDocumentationReader>(), page);
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_changes_nothing_for_the_next_one()
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors().AddGeneration();
        await using var provider = services.BuildServiceProvider();
        var reader = provider.GetRequiredService<IDocumentationReader>();
        var next = "GET https://api.x.example/things\n\n" + new string('a', 6_000);

        for (var i = 0; i < 20; i++)
        {
            // Nested emphasis in the text of an image, which is rendered without its elements.
            var nested = $"![{string.Concat(Enumerable.Repeat("[*a ", 3_000))}](x)";
            await ReadsAsync(reader, nested);
            var draft = await reader.ReadAsync(
                [DocumentationPage.Markdown(next)], TestContext.Current.CancellationToken);
            Assert.Single(draft.Definition.Endpoints);
        }
    }

    private static string Mutate(string text, Random random)
    {
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, random.Next(Math.Min(40, text.Length - at))),
                1 => text.Insert(at, "{}[]()<>:,\"'&*!|=@#$\n\t-\\`/?\0\ud800"[random.Next(29)].ToString()),
                2 => text.Insert(at, text.Substring(at, random.Next(Math.Min(200, text.Length - at)))),
                _ => text.Insert(at, string.Concat(Enumerable.Repeat("<div>[`/{a", random.Next(300)))),
            };
        }

        return text;
    }

    private static async Task<bool> ReadsAsync(IDocumentationReader reader, string text)
    {
        try
        {
            var draft = await reader.ReadAsync(
                [DocumentationPage.Html(text), DocumentationPage.Markdown(text)],
                TestContext.Current.CancellationToken);
            Assert.Equal(draft.Definition, ConnectorDefinition.Parse(draft.Definition.ToJson()));
            return true;
        }
        catch (ConnectorException exception)
        {
            Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Code);
            return false;
        }
    }
}

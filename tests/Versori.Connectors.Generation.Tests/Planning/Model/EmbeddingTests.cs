using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Generation.Tests;

public class EmbeddingTests
{
    [Fact]
    public async Task A_generator_of_the_host_finds_what_no_word_matches()
    {
        var generator = new MeaningGenerator();
        var services = new ServiceCollection()
            .AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(generator);
        new VersoriConnectorsBuilder(services).AddGeneration();
        await using var provider = services.BuildServiceProvider();

        var plan = await provider.GetRequiredService<IConnectorGenerator>()
            .PlanAsync("Kundschaft anzeigen", [ModelDocuments.Shop()]);

        var connector = plan.Connectors[0];
        Assert.Equal("customers/list", connector.Choices.Concat(connector.Suggestions).First().EndpointId);
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public async Task A_document_is_embedded_once_in_bounded_batches_also_when_it_is_read_again()
    {
        var generator = new MeaningGenerator();
        var planner = ConnectorGenerator.Create(
            embeddings: generator, options: new() { Model = new() { EmbeddingBatchSize = 3 } });

        await planner.PlanAsync("List orders", [ModelDocuments.Shop()]);
        Assert.All(generator.Batches, batch => Assert.InRange(batch, 1, 3));
        Assert.Equal(8, generator.Batches.Sum());
        await planner.PlanAsync("List orders", [ModelDocuments.Shop()]);

        Assert.Equal(9, generator.Batches.Sum());
        await planner.PlanAsync("List orders", [ModelDocuments.Shop(injected: "Another version.")]);
        Assert.Equal(17, generator.Batches.Sum());
    }

    [Theory]
    [InlineData("throw")]
    [InlineData("few")]
    [InlineData("empty")]
    [InlineData("infinite")]
    public async Task A_generator_that_fails_leaves_the_ranking_by_words_with_a_warning(string failure)
    {
        var expected = await ConnectorGenerator.Create().PlanAsync("List orders", [ModelDocuments.Shop()]);

        var plan = await ConnectorGenerator.Create(embeddings: new MeaningGenerator { Failure = failure })
            .PlanAsync("List orders", [ModelDocuments.Shop()]);

        Assert.Equal(expected.Connectors, plan.Connectors);
        Assert.StartsWith("The embedding generator failed (", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", plan.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_with_too_many_endpoints_is_ranked_without_embeddings()
    {
        var generator = new MeaningGenerator();

        var plan = await ConnectorGenerator.Create(
            embeddings: generator, options: new() { Model = new() { MaximumEmbeddedEndpoints = 5 } })
            .PlanAsync("List orders", [ModelDocuments.Shop()]);

        Assert.Contains("7 endpoints", Assert.Single(plan.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, generator.Batches.Sum());
    }

    [Fact]
    public async Task A_caller_cancels_embedding()
    {
        using var cancellation = new CancellationTokenSource();
        var generator = new MeaningGenerator { OnRequest = cancellation.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ConnectorGenerator.Create(embeddings: generator)
            .PlanAsync("List orders", [ModelDocuments.Shop()], cancellation.Token));
    }

    [Fact]
    public async Task The_searches_of_a_chat_client_use_embeddings_too()
    {
        var chat = new ScriptedChatClient(
            ScriptedChatClient.Call("search_endpoints", ("connector", "shop"), ("query", "Kundschaft")),
            ScriptedChatClient.Say("""{"connectors": {"shop": ["customers/list"]}}"""));

        await ConnectorGenerator.Create(chat, embeddings: new MeaningGenerator())
            .PlanAsync("List orders", [ModelDocuments.Shop()]);

        Assert.StartsWith("""{"endpoints":["customers/list""", chat.Turns[1].Last, StringComparison.Ordinal);
    }

    /// <summary>Knows three things, in two languages.</summary>
    private sealed class MeaningGenerator : IEmbeddingGenerator<string, Embedding<float>>
    {
        private static readonly string[][] Meanings =
            [["customer", "kundschaft"], ["order", "bestellung"], ["message", "nachricht"]];

        public List<int> Batches { get; } = [];

        public string Failure { get; init; } = "";

        public Action OnRequest { get; init; } = () => { };

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values,
            EmbeddingGenerationOptions? options = null,
            CancellationToken cancellationToken = default)
        {
            var texts = values.ToList();
            Batches.Add(texts.Count);
            OnRequest();
            cancellationToken.ThrowIfCancellationRequested();
            if (Failure == "throw") throw new InvalidOperationException("canary");
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(
                texts.Skip(Failure == "few" ? 1 : 0).Select(text => new Embedding<float>(Vector(text)))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }

        private float[] Vector(string text) => Failure switch
        {
            "empty" => [],
            "infinite" => [float.PositiveInfinity],
            _ =>
            [
                .. Meanings.Select(meaning => meaning.Count(word =>
                    text.Contains(word, StringComparison.OrdinalIgnoreCase)) + 0.01f),
            ],
        };
    }
}

using Microsoft.Extensions.AI;

namespace Versori.Connectors.Generation.Planning;

/// <summary>The models of the host that help with plans, and their limits.</summary>
internal sealed class PlanModel(
    IChatClient? chat,
    IEmbeddingGenerator<string, Embedding<float>>? embeddings,
    PlanModelOptions options,
    TimeProvider time)
{
    private readonly EmbeddingStore? _store = embeddings is null ? null : new(embeddings, options);

    public bool HasChat => chat is not null;

    /// <summary>The chat client; <see langword="null"/> without one.</summary>
    public IChatClient? Chat => chat;

    /// <summary>The limits.</summary>
    public PlanModelOptions Options => options;

    /// <summary>Returns the ranker of one plan; <see langword="null"/> without an embedding generator.</summary>
    public EmbeddingRanker? Ranker() => _store is null ? null : new(_store, options, time);

    /// <summary>Returns the chat client's part of one plan.</summary>
    public ModelPlanner Planner(int maximum) => new(chat!, options, maximum, time);
}

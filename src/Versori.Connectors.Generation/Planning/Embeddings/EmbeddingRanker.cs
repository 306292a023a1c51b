namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Ranks endpoints for one plan by the embeddings of their texts. After a failure, it ranks nothing more, and its
/// warnings state why.
/// </summary>
internal sealed class EmbeddingRanker(EmbeddingStore store, PlanModelOptions options, TimeProvider time)
{
    private const int Ranked = 50, TextLength = 1_000;

    private readonly List<string> _warnings = [];
    private readonly long _start = time.GetTimestamp();
    private bool _hasFailed;

    /// <summary>What went wrong, as text for people.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Returns the endpoints that are most like a text, the best first; none after a failure.</summary>
    public async Task<IReadOnlyList<ConnectorEndpoint>> RankAsync(
        ConnectorDefinition definition, string text, CancellationToken cancellationToken) =>
        (await RankAsync([definition], [text], cancellationToken).ConfigureAwait(false))[0]
            .GetValueOrDefault(text) ?? [];

    /// <summary>Returns for each definition the endpoints that are most like each text, the best first.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<ConnectorEndpoint>>>> RankAsync(
        IReadOnlyList<ConnectorDefinition> definitions,
        IReadOnlyList<string> texts,
        CancellationToken cancellationToken)
    {
        var rankings = definitions
            .Select(_ => new Dictionary<string, IReadOnlyList<ConnectorEndpoint>>(StringComparer.Ordinal))
            .ToList();
        texts = [.. texts.Distinct(StringComparer.Ordinal).Where(text => text.Length > 0)];
        var left = options.MaximumDuration - time.GetElapsedTime(_start);
        if (_hasFailed || texts.Count == 0) return rankings;
        if (left <= TimeSpan.Zero)
        {
            Fail("took longer than allowed");
            return rankings;
        }

        using var limit = new CancellationTokenSource(left, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await FillAsync(rankings, definitions, texts, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && limit.IsCancellationRequested)
        {
            Fail("took longer than allowed");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Without the message, which may contain the URL or key of the service.
            Fail($"failed ({exception.GetType().Name})");
        }

        return rankings;
    }

    private async Task FillAsync(
        List<Dictionary<string, IReadOnlyList<ConnectorEndpoint>>> rankings,
        IReadOnlyList<ConnectorDefinition> definitions,
        IReadOnlyList<string> texts,
        CancellationToken cancellationToken)
    {
        var cut = texts.Select(text => text.Length <= TextLength ? text : text[..TextLength]).ToList();
        var queries = await store.EmbedAsync(cut, cancellationToken).ConfigureAwait(false);
        foreach (var (at, definition) in definitions.Index())
        {
            if (definition.Endpoints.Count == 0) continue;
            if (definition.Endpoints.Count > options.MaximumEmbeddedEndpoints)
            {
                Warn($"'{definition.Id}' has {definition.Endpoints.Count} endpoints, more than "
                    + $"{nameof(PlanModelOptions.MaximumEmbeddedEndpoints)} allows. They were ranked without embeddings.");
                continue;
            }

            var vectors = await store.OfDocumentAsync(definition, cancellationToken).ConfigureAwait(false);
            if (vectors[0].Length != queries[0].Length)
            {
                throw new EmbeddingException("The embeddings have different dimensions.");
            }

            foreach (var (query, text) in texts.Index())
            {
                cancellationToken.ThrowIfCancellationRequested();
                rankings[at][text] = Nearest(definition, vectors, queries[query]);
            }
        }
    }

    private static IReadOnlyList<ConnectorEndpoint> Nearest(
        ConnectorDefinition definition, float[][] vectors, float[] query) =>
    [
        .. vectors.Select((vector, at) => (At: at, Likeness: Product(vector, query)))
            .Where(item => item.Likeness > 0)
            .OrderByDescending(item => item.Likeness)
            .ThenBy(item => item.At)
            .Take(Ranked)
            .Select(item => definition.Endpoints[item.At]),
    ];

    private static double Product(float[] one, float[] other)
    {
        var sum = 0.0;
        for (var at = 0; at < one.Length; at++) sum += one[at] * other[at];
        return sum;
    }

    private void Fail(string reason)
    {
        _hasFailed = true;
        Warn($"The embedding generator {reason}. Endpoints were ranked without it.");
    }

    private void Warn(string warning)
    {
        if (!_warnings.Contains(warning, StringComparer.Ordinal)) _warnings.Add(warning);
    }
}

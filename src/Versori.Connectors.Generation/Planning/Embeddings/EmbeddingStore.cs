using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// The embeddings of documents' endpoints. They are kept by the endpoints' content, so that a document that is read
/// again needs no request, and a new version of it has new ones.
/// </summary>
internal sealed class EmbeddingStore(IEmbeddingGenerator<string, Embedding<float>> generator, PlanModelOptions options)
{
    private const int MaximumKept = 20_000, SummaryLength = 200, DescriptionLength = 240, PathLength = 160;

    private readonly Lock _lock = new();
    private readonly List<Document> _documents = [];

    // The generator serves one document at a time; another plan for the same one then finds its embeddings.
    private readonly SemaphoreSlim _loading = new(1, 1);

    /// <summary>Returns the vectors of a definition's endpoints in their order, of length 1.</summary>
    /// <exception cref="EmbeddingException">The generator returned something unusable.</exception>
    public async Task<float[][]> OfDocumentAsync(ConnectorDefinition definition, CancellationToken cancellationToken)
    {
        var work = new Work(cancellationToken);
        var texts = definition.Endpoints.Select(endpoint => Text(endpoint, work)).ToList();
        var key = Key(texts);
        if (Find(key) is { } known) return known;
        await _loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Find(key) is { } loaded) return loaded;
            var vectors = await EmbedAsync(texts, cancellationToken).ConfigureAwait(false);
            Keep(new(key, vectors));
            return vectors;
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Returns the vectors of texts in their order, of length 1.</summary>
    /// <exception cref="EmbeddingException">The generator returned something unusable.</exception>
    public async Task<float[][]> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new List<float[]>(texts.Count);
        foreach (var batch in texts.Chunk(options.EmbeddingBatchSize))
        {
            var embeddings = await generator.GenerateAsync(batch, cancellationToken: cancellationToken)
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            if (embeddings.Count != batch.Length)
            {
                throw new EmbeddingException($"{batch.Length} texts have {embeddings.Count} embeddings.");
            }

            vectors.AddRange(embeddings.Select(embedding => Normalized(embedding.Vector.Span)));
        }

        if (vectors.Exists(vector => vector.Length != vectors[0].Length))
        {
            throw new EmbeddingException("The embeddings have different dimensions.");
        }

        return [.. vectors];
    }

    private static float[] Normalized(ReadOnlySpan<float> vector)
    {
        var sum = 0.0;
        foreach (var value in vector) sum += (double)value * value;
        if (vector.IsEmpty || !double.IsFinite(sum)) throw new EmbeddingException("An embedding is empty or not finite.");
        var normalized = vector.ToArray();
        var length = Math.Sqrt(sum);
        // A vector of zeros is like nothing.
        if (length > 0) for (var at = 0; at < normalized.Length; at++) normalized[at] = (float)(normalized[at] / length);
        return normalized;
    }

    private static string Text(ConnectorEndpoint endpoint, Work work)
    {
        work.Step();
        var summary = CleanText.OfDocument(endpoint.Summary, SummaryLength);
        var description = CleanText.OfDocument(endpoint.Description, DescriptionLength);
        var id = string.Join(' ', Words.Split(endpoint.Id, 16));
        return $"{summary} {description} {id} {endpoint.Method} {CleanText.OfDocument(endpoint.Path, PathLength)}".Trim();
    }

    private static string Key(List<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // The documents that were used last are at the end.
    private float[][]? Find(string key)
    {
        lock (_lock)
        {
            var at = _documents.FindIndex(document => document.Key == key);
            if (at < 0) return null;
            var found = _documents[at];
            _documents.RemoveAt(at);
            _documents.Add(found);
            return found.Vectors;
        }
    }

    private void Keep(Document document)
    {
        lock (_lock)
        {
            _documents.Add(document);
            while (_documents.Count > 1 && _documents.Sum(kept => kept.Vectors.Length) > MaximumKept)
            {
                _documents.RemoveAt(0);
            }
        }
    }

    private sealed record Document(string Key, float[][] Vectors);
}

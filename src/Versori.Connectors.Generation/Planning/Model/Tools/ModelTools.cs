using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Runs the functions that a chat model calls. They read the imported documents and collect its choices; none of them
/// sends a request to a system or reads a secret.
/// </summary>
/// <param name="sources">The systems.</param>
/// <param name="choices">Where the choices and questions are collected.</param>
/// <param name="embeddings">Ranks endpoints by meaning; <see langword="null"/> if the host has no generator.</param>
internal sealed class ModelTools(
    IReadOnlyList<ModelSource> sources, ModelChoices choices, EmbeddingRanker? embeddings)
{
    private const int Found = 15, QueryLength = 300, NearestIds = 3;
    private const double Fusion = 10;

    /// <summary>Runs a call. Errors are results too, so that the model can correct them.</summary>
    /// <param name="name">The name of the function.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="tokens">How many tokens the result may have.</param>
    /// <param name="cancellationToken">Cancels a search.</param>
    public async Task<string> RunAsync(
        string name, ToolArguments arguments, int tokens, CancellationToken cancellationToken)
    {
        if (choices.FindSource(arguments.Text("connector")) is not { } at)
        {
            return Error($"There is no such connector. Use one of: {Names()}.", tokens);
        }

        var source = sources[at];
        return name switch
        {
            ModelTool.Search => await SearchAsync(source, arguments.Text("query"), tokens, cancellationToken)
                .ConfigureAwait(false),
            ModelTool.Read => OfEndpoint(
                source, arguments, tokens, endpoint => EndpointText.Of(source, endpoint, tokens)),
            ModelTool.Neighbours => OfEndpoint(source, arguments, tokens, endpoint => List(
                source, EndpointNeighbours.Of(source, endpoint, new(cancellationToken)), tokens)),
            ModelTool.Choose => Choose(at, arguments, tokens),
            ModelTool.Ask => choices.Ask(at, arguments.Text("question"), arguments.All("options"))
                ? Done("The question is noted.")
                : Error("The question is empty, or there are too many.", tokens),
            ModelTool.NotNeeded => NotNeeded(at),
            _ => Error($"There is no such function. Use one of: {Functions()}.", tokens),
        };
    }

    /// <summary>Returns the result of a call that could not be run.</summary>
    public static string Error(string text, int tokens = int.MaxValue) =>
        TokenEstimate.Cut(PromptJson.Write(writer => writer.WriteString("error", text)), tokens);

    private async Task<string> SearchAsync(
        ModelSource source, string query, int tokens, CancellationToken cancellationToken)
    {
        query = CleanText.OfDocument(query, QueryLength);
        if (query.Length == 0) return Error("The argument 'query' is missing.", tokens);
        var work = new Work(cancellationToken);
        var byWords = await Task.Run(
            () => new LexicalEndpointSelector(query, [source.Definition], work).Matches(0), cancellationToken)
            .ConfigureAwait(false);
        var byMeaning = embeddings is null
            ? []
            : await embeddings.RankAsync(source.Definition, query, cancellationToken).ConfigureAwait(false);
        return List(source, byMeaning.Count == 0 ? byWords : Fuse(byWords, byMeaning), tokens);
    }

    // Reciprocal ranks (Cormack et al., "Reciprocal Rank Fusion", SIGIR 2009).
    private static IEnumerable<ConnectorEndpoint> Fuse(params IReadOnlyList<ConnectorEndpoint>[] lists)
    {
        var scores = new Dictionary<ConnectorEndpoint, double>(ReferenceEqualityComparer.Instance);
        foreach (var list in lists)
        {
            foreach (var (rank, endpoint) in list.Index())
            {
                scores[endpoint] = scores.GetValueOrDefault(endpoint) + (1 / (Fusion + rank));
            }
        }

        return scores.OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key.Id, StringComparer.Ordinal)
            .Select(pair => pair.Key);
    }

    private static string OfEndpoint(
        ModelSource source, ToolArguments arguments, int tokens, Func<ConnectorEndpoint, string> write)
    {
        var id = arguments.Text("endpoint");
        return source.Find(id) is { } endpoint
            ? write(endpoint)
            : Error($"There is no such endpoint. The nearest ids are: {Nearest(source, id)}.", tokens);
    }

    private static string List(ModelSource source, IEnumerable<ConnectorEndpoint> endpoints, int tokens)
    {
        var rows = EndpointRow.Fitting(source, endpoints, tokens - 10, Found);
        return PromptJson.Write(writer => writer.WriteTexts("endpoints", rows));
    }

    private string Choose(int at, ToolArguments arguments, int tokens)
    {
        var unknown = new List<string>();
        var ids = arguments.All("endpoints");
        if (ids.Count == 0) ids = arguments.All("endpoint");
        foreach (var id in ids)
        {
            if (sources[at].Find(id) is { } endpoint) choices.Choose(at, endpoint, arguments.Text("why"));
            else unknown.Add(id);
        }

        if (ids.Count == 0) return Error("The argument 'endpoints' is missing.", tokens);
        return unknown.Count == 0
            ? Done("Chosen.")
            : Error(
                $"{unknown.Count} of {ids.Count} do not exist; the others are chosen. The nearest ids are: "
                    + $"{string.Join(", ", unknown.Take(NearestIds).Select(id => Nearest(sources[at], id)))}.",
                tokens);
    }

    private string NotNeeded(int at)
    {
        choices.Dismiss(at);
        return Done("Noted.");
    }

    /// <summary>Returns the ids that share most words with a wrong one.</summary>
    public static string Nearest(ModelSource source, string id)
    {
        var words = Words.Split(id.Length > QueryLength ? id[..QueryLength] : id).Select(Vocabulary.Term)
            .ToHashSet(StringComparer.Ordinal);
        var nearest = source.Definition.Endpoints
            .Select(endpoint => (
                Id: source.Handle(endpoint),
                Shared: Words.Split(endpoint.Id, 40).Select(Vocabulary.Term).Count(words.Contains)))
            .Where(near => near.Shared > 0)
            .OrderByDescending(near => near.Shared)
            .ThenBy(near => Math.Abs(near.Id.Length - id.Length))
            .ThenBy(near => near.Id, StringComparer.Ordinal)
            .Take(NearestIds)
            .Select(near => near.Id)
            .ToList();
        if (nearest.Count == 0) nearest = [.. source.Best.Take(NearestIds).Select(source.Handle)];
        return string.Join(", ", nearest);
    }

    private string Names() => string.Join(", ", sources.Take(20).Select(source => source.Name));

    private static string Functions() => string.Join(", ", ModelTool.All.Select(tool => tool.Name));

    private static string Done(string text) => PromptJson.Write(writer => writer.WriteString("result", text));
}

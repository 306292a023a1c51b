using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Endpoints;
using Versori.Connectors.AI.Texts;
using Versori.Connectors.Texts;

namespace Versori.Connectors.AI.Functions;

/// <summary>Searches endpoints.</summary>
internal sealed class SearchTool(AgentEndpoints endpoints, IEndpointSearch search) : AgentTool
{
    private const int Found = 12, RowLength = 120, AreasTokens = 500, QueryLength = 300;

    private static readonly JsonElement Parameters = SchemaOf(
        """
        {
          "type": "object",
          "properties": { "query": { "type": "string", "description": "What you need to do, in English." } },
          "required": ["query"]
        }
        """);

    public override string Name => "search_endpoints";

    public override string Description { get; } = Describe(endpoints);

    public override JsonElement Schema => Parameters;

    public override EndpointTraits Traits => Reading;

    public override bool IsOpenWorld => false;

    public override async ValueTask<ToolResult> CallAsync(
        JsonObject arguments, Owner owner, CancellationToken cancellationToken)
    {
        var query = CleanText.OfDocument(TextOf(arguments, "query"), QueryLength);
        if (query.Length == 0) return ToolErrors.Of("invalid_arguments", "The argument 'query' is missing.");
        var lists = new List<IReadOnlyList<AgentEndpoint>>();
        foreach (var definition in endpoints.Definitions)
        {
            var found = await search.SearchAsync(definition, query, Found, cancellationToken).ConfigureAwait(false);
            lists.Add([.. found.Select(endpoint => endpoints.Of(definition, endpoint)).OfType<AgentEndpoint>()]);
        }

        // Of several templates, the best of each come first.
        var rows = Enumerable.Range(0, Found)
            .SelectMany(rank => lists.Where(list => rank < list.Count).Select(list => list[rank]))
            .Take(Found)
            .Select(endpoint => endpoint.Row(RowLength))
            .ToList();
        var result = new JsonObject { ["endpoints"] = AgentJson.Texts(rows) };
        if (rows.Count == 0) result["note"] = "Nothing was found. Use other words: a verb and an object.";
        return new(result, IsError: false);
    }

    private static string Describe(AgentEndpoints endpoints)
    {
        var titles = endpoints.Definitions.Select(definition => ModelText.Short(definition.Title, 60))
            .Distinct(StringComparer.Ordinal);
        var areas = endpoints.All
            .Select(endpoint => AreaOf(endpoint.Endpoint))
            .Where(area => area.Length > 0)
            .GroupBy(area => area, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(60)
            .Select(group => $"{group.Key} ({group.Count()})");
        return $"Finds endpoints of {string.Join(", ", titles)}: {endpoints.All.Count} in all. "
            + "Then describe and call one. "
            + TokenEstimate.Cut($"Areas: {string.Join(", ", areas)}.", AreasTokens);
    }

    private static string AreaOf(ConnectorEndpoint endpoint)
    {
        if (endpoint.Tags is [var tag, ..]) return ModelText.Short(tag, 40);
        var segments = endpoint.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return ModelText.Short(
            segments.LastOrDefault(segment => !segment.Contains('{', StringComparison.Ordinal)) ?? "", 40);
    }
}

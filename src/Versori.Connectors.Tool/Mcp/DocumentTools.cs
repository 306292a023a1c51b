using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Planning;
using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Tool.Commands.Planning;
using Versori.Connectors.Tool.Engine;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;
using Versori.Connectors.Tool.Sources;

namespace Versori.Connectors.Tool.Mcp;

/// <summary>The tools that search known systems and documents, and plan.</summary>
internal sealed class DocumentTools(Workspace workspace)
{
    private const string Source =
        """
        "source":{"type":"string","description":"A document or definition: a file below the working directory, or a URL"}
        """;

    private const int MaximumQuery = 300;

    public IReadOnlyList<BuildTool> All =>
    [
        new(
            "search_known_systems",
            "Finds systems whose authentication and addresses are known, by words of name, vendor or host.",
            """
            "query":{"type":"string"}
            """,
            (arguments, _) => Task.FromResult<JsonNode>(new JsonObject
            {
                ["systems"] = KnownJson.List(KnownSystems.Search(arguments.Text("query")).Take(20)),
            }),
            "query"),
        new(
            "show_known_system",
            "Shows how a known system authenticates and is addressed: definition without endpoints, links, registration.",
            """
            "id":{"type":"string"}
            """,
            (arguments, _) => Task.FromResult<JsonNode>(KnownJson.Of(KnownSystems.Get(arguments.Text("id")))),
            "id"),
        new(
            "search_endpoints",
            "Finds the endpoints of an API description that match words, the best first.",
            $$"""
            {{Source}},"query":{"type":"string"},"maximum":{"type":"integer","minimum":1,"maximum":50}
            """,
            SearchAsync,
            "source",
            "query") { IsOpenWorld = true },
        new(
            "show_endpoint",
            "Shows one endpoint of an API description: parameters, body, responses, and the schemas that they need.",
            $$"""
            {{Source}},"endpoint":{"type":"string","description":"The endpoint's id"}
            """,
            ShowAsync,
            "source",
            "endpoint") { IsOpenWorld = true },
        new(
            "plan",
            "Chooses the endpoints that an integration needs from API descriptions, with reasons and open questions. With "
                + "'folder', writes plan.json and one definition for each connector there.",
            """
            "requirements":{"type":"string","description":"What the integration should do, in plain English"},
            "sources":{"type":"array","items":{"type":"string"},"minItems":1,"description":"Files or URLs; KEY=SOURCE sets the connector's key"},
            "answers":{"type":"object","additionalProperties":{"type":"string"},"description":"Answers to questions of an earlier plan: TEMPLATE/QUESTION to value"},
            "folder":{"type":"string","description":"A folder below the working directory"}
            """,
            PlanAsync,
            "requirements",
            "sources") { IsReadOnly = false, IsOpenWorld = true },
    ];

    private async Task<JsonNode> SearchAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var imported = await workspace.ImportAsync(arguments.Text("source"), cancellationToken).ConfigureAwait(false);
        var query = arguments.Text("query");
        if (query.Length > MaximumQuery) throw ToolException.Usage($"'query' is longer than {MaximumQuery} characters.");
        var maximum = arguments.Number("maximum", 1, 50, 10);
        var matches = await Task.Run(
            () => new LexicalEndpointSelector(query, [imported.Definition], new Work(cancellationToken)).Matches(0),
            cancellationToken).ConfigureAwait(false);
        return new JsonObject
        {
            ["connector"] = imported.Definition.Id.Value,
            ["endpoints"] = new JsonArray([.. matches.Take(maximum).Select(endpoint => (JsonNode)new JsonObject
            {
                ["id"] = endpoint.Id,
                ["method"] = endpoint.Method,
                ["path"] = endpoint.Path,
                ["summary"] = TerminalText.Short(endpoint.Summary ?? endpoint.Description, 160),
            })]),
            ["all"] = imported.Definition.Endpoints.Count,
        };
    }

    private async Task<JsonNode> ShowAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var imported = await workspace.ImportAsync(arguments.Text("source"), cancellationToken).ConfigureAwait(false);
        var endpoint = EndpointNames.Find(imported.Definition, arguments.Text("endpoint"));
        var trimmed = DefinitionTrimmer.Trim(imported.Definition, [endpoint], [endpoint]);
        return new JsonObject
        {
            ["baseUrl"] = trimmed.BaseUrl,
            ["definition"] = JsonText.Parse(trimmed.ToJson()),
        };
    }

    private async Task<JsonNode> PlanAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var sources = new List<LoadedSource>();
        foreach (var text in arguments.Texts("sources"))
        {
            var argument = workspace.ArgumentOf(text);
            var loaded = await workspace.Reader.LoadAsync(argument, NoProgress.Instance, cancellationToken)
                .ConfigureAwait(false);
            sources.Add(await workspace.Reader.PrepareAsync(loaded, NoProgress.Instance, cancellationToken)
                .ConfigureAwait(false));
        }

        if (sources.Count == 0) throw ToolException.Usage("The argument 'sources' is empty.");
        var session = new PlanSession(workspace.Reader.Generator, arguments.Text("requirements")) { Sources = sources };
        var answers = arguments.Map("answers").Select(pair => $"{pair.Key}={pair.Value}").ToList();
        var plan = await session.PlanAsync(answers, cancellationToken).ConfigureAwait(false);
        var json = PlanSummary.Of(plan);
        if (arguments.Find("folder") is not { } folder) return json;
        var files = PlanFile.FilesOf(plan, folder);
        await workspace.WriteAsync(files, cancellationToken).ConfigureAwait(false);
        json["written"] = ErrorJson.Texts(files.Select(file => file.Path));
        return json;
    }
}

using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Planning;
using Versori.Connectors.Tool.Commands.Planning;
using Versori.Connectors.Tool.Engine;
using Versori.Connectors.Tool.Output;

namespace Versori.Connectors.Tool.Mcp;

/// <summary>The tools that write, validate and compare definitions.</summary>
internal sealed class DefinitionTools(Workspace workspace)
{
    private const string Definition =
        """
        "definition":{"type":"string","description":"A definition file below the working directory"}
        """;

    public IReadOnlyList<BuildTool> All =>
    [
        new(
            "import",
            "Makes the definition of a whole API from its description, and writes it. Warnings have lines.",
            """
            "source":{"type":"string",
              "description":"A file below the working directory, or a URL; KEY=SOURCE sets the key"},
            "definition":{"type":"string","description":"The file to write, below the working directory"}
            """,
            ImportAsync,
            "source",
            "definition") { IsReadOnly = false, IsOpenWorld = true },
        new(
            "add_endpoint",
            "Adds an endpoint of an API description to a definition file, with the schemas, auth methods and scopes "
                + "that it needs. What the definition has stays. With 'plan', the template in that plan.json gets it "
                + "too.",
            $$"""
            {{Definition}},
            "source":{"type":"string","description":"The document: a file below the working directory, or a URL"},
            "endpoint":{"type":"string","description":"The endpoint's id in the document"},
            "plan":{"type":"string","description":"A plan.json below the working directory"}
            """,
            AddAsync,
            "definition",
            "source",
            "endpoint") { IsReadOnly = false, IsOpenWorld = true },
        new(
            "validate",
            "Returns all problems of a definition file, with pointer, line and fix.",
            Definition,
            ValidateAsync,
            "definition"),
        new(
            "diff",
            "Compares two definitions or API descriptions: what changed, and what breaks.",
            """
            "before":{"type":"string"},"after":{"type":"string"}
            """,
            DiffAsync,
            "before",
            "after") { IsOpenWorld = true },
    ];

    private async Task<JsonNode> ImportAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var file = arguments.Text("definition");
        workspace.PathOf(file);
        var imported = await workspace.ImportAsync(arguments.Text("source"), cancellationToken).ConfigureAwait(false);
        await workspace.WriteAsync([(file, imported.Definition.ToJson())], cancellationToken).ConfigureAwait(false);
        return new JsonObject
        {
            ["connector"] = imported.Definition.Id.Value,
            ["endpoints"] = imported.Definition.Endpoints.Count,
            ["warnings"] = ErrorJson.List(imported.Warnings.Take(50)),
            ["allWarnings"] = imported.Warnings.Count,
            ["written"] = file,
        };
    }

    private async Task<JsonNode> AddAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var file = arguments.Text("definition");
        var text = await workspace.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        var definition = ConnectorDefinition.Parse(text);
        var imported = await workspace.ImportAsync(arguments.Text("source"), cancellationToken).ConfigureAwait(false);
        var endpoint = EndpointNames.Find(imported.Definition, arguments.Text("endpoint"));
        var grown = await GrowAsync(definition, imported.Definition, endpoint, cancellationToken).ConfigureAwait(false);
        var files = new List<(string File, string Text)> { (file, grown.ToJson()) };
        if (arguments.Find("plan") is { } planFile)
        {
            var planText = await workspace.ReadAsync(planFile, cancellationToken).ConfigureAwait(false);
            var plan = WithEndpoint(PlanFile.Parse(planFile, planText), grown, endpoint);
            files.Add((planFile, JsonText.Indent(JsonText.Node(plan))));
        }

        await workspace.WriteAsync(files, cancellationToken).ConfigureAwait(false);
        return new JsonObject
        {
            ["changes"] = JsonText.Parse(DefinitionDiff.Between(definition, grown).ToJson()),
            ["written"] = ErrorJson.Texts(files.Select(item => item.File)),
        };
    }

    // The catalog knows how a connector grows by what a plan needs. Nothing is stored outside the engine.
    private static async Task<ConnectorDefinition> GrowAsync(
        ConnectorDefinition definition,
        ConnectorDefinition document,
        ConnectorEndpoint endpoint,
        CancellationToken cancellationToken)
    {
        using var engine = LocalEngine.Create();
        await engine.Catalog.SaveDraftAsync(definition, cancellationToken: cancellationToken).ConfigureAwait(false);
        await engine.Catalog.PublishAsync(definition.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
        var needed = DefinitionTrimmer.Trim(document, [endpoint], [endpoint]) with
        {
            Id = definition.Id,
            CheckEndpoint = null,
        };
        var plan = new IntegrationPlan
        {
            Connectors =
            [
                new PlannedConnector
                {
                    TemplateName = "added",
                    Definition = needed,
                    Endpoints = [endpoint.Id],
                },
            ],
        };
        await engine.Catalog.ApplyAsync(plan, "build", cancellationToken).ConfigureAwait(false);
        var connector = await engine.Catalog.FindAsync(definition.Id, null, cancellationToken).ConfigureAwait(false);
        return connector!.Definition!;
    }

    private static IntegrationPlan WithEndpoint(
        IntegrationPlan plan, ConnectorDefinition definition, ConnectorEndpoint endpoint)
    {
        var planned = plan.Connectors.FirstOrDefault(connector => connector.Definition.Id == definition.Id)
            ?? throw Running.ToolException.Usage($"The plan has no connector '{definition.Id}'.");
        if (planned.Endpoints.Contains(endpoint.Id, StringComparer.Ordinal)) return plan;
        var changed = planned with
        {
            Definition = definition,
            Endpoints = [.. planned.Endpoints, endpoint.Id],
            Choices =
            [
                .. planned.Choices,
                new PlannedEndpoint
                {
                    EndpointId = endpoint.Id,
                    Method = endpoint.Method,
                    Path = endpoint.Path,
                    Reason = "Added by hand.",
                    RequiresConfirmation = endpoint.Method is not ("GET" or "HEAD" or "OPTIONS"),
                },
            ],
        };
        return plan with { Connectors = [.. plan.Connectors.Select(item => item == planned ? changed : item)] };
    }

    private async Task<JsonNode> ValidateAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var text = await workspace.ReadAsync(arguments.Text("definition"), cancellationToken).ConfigureAwait(false);
        var (definition, problems) = DefinitionCheck.Run(text);
        return new JsonObject
        {
            ["connector"] = definition?.Id.Value,
            ["isValid"] = problems.Count == 0,
            ["problems"] = ErrorJson.List(problems),
        };
    }

    private async Task<JsonNode> DiffAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var before = await workspace.ImportAsync(arguments.Text("before"), cancellationToken).ConfigureAwait(false);
        var after = await workspace.ImportAsync(arguments.Text("after"), cancellationToken).ConfigureAwait(false);
        var diff = DefinitionDiff.Between(before.Definition, after.Definition with { Id = before.Definition.Id });
        return new JsonObject { ["isBreaking"] = diff.IsBreaking, ["diff"] = JsonText.Parse(diff.ToJson()) };
    }
}

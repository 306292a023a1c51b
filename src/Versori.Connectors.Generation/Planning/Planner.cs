using Versori.Connectors.Connecting;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Creates a plan from requirements and imported sources.</summary>
internal sealed class Planner(PlanModel model, int maximum)
{
    public async Task<IntegrationPlan> PlanAsync(
        PlanRequest request, IReadOnlyList<ImportResult> imports, CancellationToken cancellationToken)
    {
        var answers = new QuestionAnswers(request.Previous);
        var requirements = answers.Explain(request.Requirements);
        RequirementErrors.ThrowIfTooLong(requirements);
        request.Progress?.Report(new(PlanStage.Ranking, -1, imports.Count));
        var definitions = imports.Select(import => import.Definition).ToList();
        var embeddings = model.Ranker();
        var known = imports.Select(import => import.Known?.Names ?? []).ToList();
        var selector = await SelectorAsync(requirements, definitions, known, embeddings, cancellationToken)
            .ConfigureAwait(false);
        var names = Names(imports, request.Existing);
        if (model.HasChat) request.Progress?.Report(new(PlanStage.Refining, -1, imports.Count));
        var refined = await ModelRefinement.OfAsync(
            model,
            request.Requirements,
            answers.Explanations(),
            names,
            definitions,
            selector,
            maximum,
            embeddings,
            cancellationToken).ConfigureAwait(false);
        var chosen = imports.Select((import, at) => refined.NotNeeded[at]
            ? []
            : Chosen(import, names[at], refined.Selections[at], answers)).ToList();
        var connectors = imports.Index().Where(item => !refined.NotNeeded[item.Index]).Select(item =>
            PlanConnector(
                item.Item,
                names[item.Index],
                refined.Selections[item.Index],
                chosen[item.Index],
                request.Existing.FirstOrDefault(template => IsFor(template, item.Item, names[item.Index])),
                answers,
                selector.Unmet(item.Index, chosen),
                refined.Questions[item.Index],
                ticked => selector.ValuesFor(item.Index, ticked)))
            .Select(connector => WebhookSelection.Keep(connector, request.Requirements))
            .ToList();
        var plan = new IntegrationPlan
        {
            Requirements = request.Requirements,
            Connectors = connectors,
            Model = refined.Usage,
            Warnings = [.. refined.Warnings, .. connectors.SelectMany(TickWarnings.Of)],
        };
        request.Progress?.Report(new(PlanStage.Done, -1, imports.Count));
        return plan;
    }

    /// <summary>Compares requirements with the endpoints of all sources.</summary>
    public static async Task<LexicalEndpointSelector> SelectorAsync(
        string requirements,
        IReadOnlyList<ConnectorDefinition> definitions,
        IReadOnlyList<IReadOnlyList<string>>? known,
        EmbeddingRanker? embeddings,
        CancellationToken cancellationToken)
    {
        // The clauses must be known before their meanings can be compared.
        var selector = new LexicalEndpointSelector(requirements, definitions, new(cancellationToken), known: known);
        if (embeddings is null) return selector;
        var near = await embeddings.RankAsync(definitions, selector.Texts, cancellationToken).ConfigureAwait(false);
        return new(requirements, definitions, new(cancellationToken), near, known);
    }

    private static PlannedConnector PlanConnector(
        ImportResult import,
        string name,
        SourceSelection selection,
        IReadOnlyList<ConnectorEndpoint> endpoints,
        ConnectionTemplate? existing,
        QuestionAnswers answers,
        UnmetRequirements unmet,
        List<PlanQuestion> questions,
        Func<IEnumerable<ConnectorEndpoint>, IEnumerable<ScoredEndpoint>> valuesFor)
    {
        import = KnownQuestions.Settle(import, name, answers);
        var ticked = answers.Ticked(name, import.Definition, isChosen: true).ToList();
        // The check endpoint validates credentials, also if all endpoints that the integration needs have arguments.
        var check = CheckFor(import.Definition, endpoints);
        var kept = check is null || endpoints.Contains(check) ? endpoints : [.. endpoints, check];
        var definition = DefinitionTrimmer.Trim(import.Definition, kept, needed: endpoints) with
        {
            CheckEndpoint = check?.Id,
        };
        definition = answers.Apply(name, definition);
        if (existing is null && name != definition.Id.Value)
        {
            questions.Add(new()
            {
                Id = QuestionIds.SameKey,
                Text = $"Is this a different system from '{definition.Id}'? Two sources have this key. "
                    + $"Set another key with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithId)}.",
            });
        }

        return new()
        {
            TemplateName = name,
            Definition = definition,
            Endpoints = [.. endpoints.Select(endpoint => endpoint.Id)],
            Choices = [.. endpoints.Select(endpoint => WithState(Choice(endpoint, selection), existing))],
            Suggestions =
            [
                // What a ticked endpoint needs is suggested first.
                .. valuesFor(ticked).Concat(selection.Chosen).Concat(selection.Suggested)
                    .DistinctBy(item => item.Endpoint, ReferenceEqualityComparer.Instance)
                    .Where(item => !endpoints.Contains(item.Endpoint))
                    .Select(item => WithState(item, existing)),
            ],
            Ticks = answers.Ticks(name),
            Sharing = existing?.Sharing ?? default,
            OpenQuestions =
            [
                .. answers.Keep(
                    name, OpenQuestions.Of(import, definition, unmet, selection.Undecided, questions)),
            ],
        };
    }

    private static IReadOnlyList<ConnectorEndpoint> Chosen(
        ImportResult import, string name, SourceSelection selection, QuestionAnswers answers) =>
    [
        .. selection.Chosen.Select(item => item.Endpoint)
            .Union(answers.Chosen(name, import.Definition))
            .Union(answers.Ticked(name, import.Definition, isChosen: true))
            .Where(endpoint => !answers.Refuses(name, endpoint))
            .Except(answers.Ticked(name, import.Definition, isChosen: false)),
    ];

    // A template without endpoints allows all of them.
    private static PlannedEndpoint WithState(ScoredEndpoint endpoint, ConnectionTemplate? existing) =>
        endpoint.ToPlanned() with
        {
            IsExisting = existing is not null
                && (existing.Endpoints.Count == 0
                    || existing.Endpoints.Contains(endpoint.Endpoint.Id, StringComparer.Ordinal)),
        };

    private static bool IsFor(ConnectionTemplate template, ImportResult import, string name) =>
        template.ConnectorId == import.Definition.Id && template.Id.Name == name;

    /// <summary>
    /// Returns the endpoint that checks credentials. One that needs further scopes does not.
    /// </summary>
    public static ConnectorEndpoint? CheckFor(
        ConnectorDefinition definition, IReadOnlyList<ConnectorEndpoint> endpoints)
    {
        if (endpoints.Count == 0 || CheckEndpoints.FindIdentityEndpoint(definition) is not { } check) return null;
        var requested = DefinitionTrimmer.Trim(definition, endpoints, endpoints);
        return LeastScopes.Suffice(requested, definition, check) ? check : null;
    }

    // An endpoint that only a person chose has no score.
    private static ScoredEndpoint Choice(ConnectorEndpoint endpoint, SourceSelection selection) =>
        selection.Chosen.Concat(selection.Suggested).FirstOrDefault(item => item.Endpoint == endpoint)
        ?? new(endpoint, 0, "Chosen by a person.", !WriteRules.IsRead(new(endpoint)));

    // The name of a template must be unique within its integration. A connector keeps the name that it has there.
    private static List<string> Names(IReadOnlyList<ImportResult> imports, IReadOnlyList<ConnectionTemplate> existing)
    {
        var names = new UniqueNames();
        var free = existing.ToList();
        return [.. imports.Select(import =>
        {
            var template = free.Find(other => other.ConnectorId == import.Definition.Id);
            if (template is not null) free.Remove(template);
            return names.Take(template?.Id.Name ?? import.Definition.Id.Value);
        })];
    }
}

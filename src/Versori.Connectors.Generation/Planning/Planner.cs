using Microsoft.Extensions.AI;
using Versori.Connectors.Connecting;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Creates a plan from requirements and imported sources.</summary>
internal sealed class Planner(IChatClient? chat, int maximum)
{
    public async Task<IntegrationPlan> PlanAsync(
        PlanRequest request, IReadOnlyList<ImportResult> imports, CancellationToken cancellationToken)
    {
        var answers = new QuestionAnswers(request.Previous);
        var requirements = answers.Explain(request.Requirements);
        RequirementErrors.ThrowIfTooLong(requirements);
        request.Progress?.Report(new(PlanStage.Ranking, -1, imports.Count));
        var definitions = imports.Select(import => import.Definition).ToList();
        var selector = new LexicalEndpointSelector(requirements, definitions, new(cancellationToken));
        var selections = selector.Select(maximum);
        var endpoints = selections
            .Select(selection => (IReadOnlyList<ConnectorEndpoint>)[.. selection.Chosen.Select(item => item.Endpoint)])
            .ToArray();
        var names = Names(imports, request.Existing);
        var questions = imports.Select(_ => new List<string>()).ToList();
        if (chat is not null)
        {
            request.Progress?.Report(new(PlanStage.Refining, -1, imports.Count));
            await RefineAsync(requirements, names, selector, endpoints, questions, cancellationToken)
                .ConfigureAwait(false);
        }

        var connectors = imports.Select((import, index) =>
            PlanConnector(
                import,
                names[index],
                [.. endpoints[index].Union(answers.Chosen(names[index], import.Definition))],
                selections[index],
                request.Existing.FirstOrDefault(template => IsFor(template, import, names[index])),
                answers,
                selector.Unmatched(index),
                questions[index]));
        var planned = connectors.Select((connector, index) => connector with
        {
            Definition = WebhookSelection.Keep(
                connector.Definition, imports[index].Definition.Endpoints.Count > 0, requirements),
        });
        var plan = new IntegrationPlan { Requirements = request.Requirements, Connectors = [.. planned] };
        request.Progress?.Report(new(PlanStage.Done, -1, imports.Count));
        return plan;
    }

    private async Task RefineAsync(
        string requirements,
        List<string> names,
        LexicalEndpointSelector selector,
        IReadOnlyList<ConnectorEndpoint>[] endpoints,
        List<List<string>> questions,
        CancellationToken cancellationToken)
    {
        ChatSelection selection;
        try
        {
            selection = await new ChatEndpointSelector(chat!, maximum)
                .SelectAsync(requirements, names, selector.Candidates(), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The plan states that the chat client failed, but without the exception's message, which may contain the
            // URL or key of the chat service.
            foreach (var list in questions)
            {
                list.Add(
                    $"Are these endpoints suitable? The chat client failed ({exception.GetType().Name}), "
                    + "so they were selected only by comparing words.");
            }

            return;
        }

        for (var i = 0; i < endpoints.Length; i++)
        {
            questions[i].AddRange(selection.Questions[i]);
            if (selection.Endpoints[i] is { } selected)
            {
                endpoints[i] = selected;
            }
            else if (endpoints[i].Count > 0)
            {
                questions[i].Add(
                    "Are these endpoints suitable? The chat client selected none, "
                    + "so they were selected only by comparing words.");
            }
        }
    }

    private static PlannedConnector PlanConnector(
        ImportResult import,
        string name,
        IReadOnlyList<ConnectorEndpoint> endpoints,
        SourceSelection selection,
        ConnectionTemplate? existing,
        QuestionAnswers answers,
        IReadOnlyList<string> unmatched,
        List<string> questions)
    {
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
            questions.Add(
                $"Is this a different system from '{definition.Id}'? Two sources have this key. "
                + $"Set another key with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithId)}.");
        }

        return new()
        {
            TemplateName = name,
            Definition = definition,
            Endpoints = [.. endpoints.Select(endpoint => endpoint.Id)],
            Choices = [.. endpoints.Select(endpoint => WithState(Choice(endpoint, selection), existing))],
            Suggestions =
            [
                .. selection.Chosen.Concat(selection.Suggested)
                    .Where(item => !endpoints.Contains(item.Endpoint))
                    .Select(item => WithState(item, existing)),
            ],
            Sharing = existing?.Sharing ?? default,
            OpenQuestions =
            [
                .. answers.Keep(
                    name, OpenQuestions.Of(import, definition, unmatched, selection.Undecided, questions)),
            ],
        };
    }

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

    // An endpoint that needs further scopes does not check credentials.
    private static ConnectorEndpoint? CheckFor(
        ConnectorDefinition definition, IReadOnlyList<ConnectorEndpoint> endpoints)
    {
        if (endpoints.Count == 0 || CheckEndpoints.FindIdentityEndpoint(definition) is not { } check) return null;
        var requested = DefinitionTrimmer.Trim(definition, endpoints, endpoints);
        return LeastScopes.Suffice(requested, definition, check) ? check : null;
    }

    // An endpoint that only the chat client chose has no score.
    private static ScoredEndpoint Choice(ConnectorEndpoint endpoint, SourceSelection selection) =>
        selection.Chosen.Concat(selection.Suggested).FirstOrDefault(item => item.Endpoint == endpoint)
        ?? new(endpoint, 0, "Chosen by the chat client or in an answer.", !WriteRules.IsRead(new(endpoint)));

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

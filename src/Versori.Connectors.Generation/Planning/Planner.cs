using Microsoft.Extensions.AI;
using Versori.Connectors.Connecting;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Creates a plan from requirements and imported sources.</summary>
internal sealed class Planner(IChatClient? chat, int maximum)
{
    public async Task<IntegrationPlan> PlanAsync(
        string requirements, IReadOnlyList<ImportResult> imports, CancellationToken cancellationToken)
    {
        var definitions = imports.Select(import => import.Definition).ToList();
        var selector = new LexicalEndpointSelector(requirements, definitions, new(cancellationToken));
        var selections = selector.Select(maximum);
        var endpoints = selections
            .Select(selection => (IReadOnlyList<ConnectorEndpoint>)[.. selection.Chosen.Select(item => item.Endpoint)])
            .ToArray();
        var names = UniqueNames(imports);
        var questions = imports.Select(_ => new List<string>()).ToList();
        if (chat is not null)
        {
            await RefineAsync(requirements, names, selector, endpoints, questions, cancellationToken)
                .ConfigureAwait(false);
        }

        var connectors = imports.Select((import, index) =>
            PlanConnector(
                import,
                names[index],
                endpoints[index],
                selections[index],
                selector.Unmatched(index),
                questions[index]));
        return new() { Requirements = requirements, Connectors = [.. connectors] };
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
        IReadOnlyList<string> unmatched,
        List<string> questions)
    {
        // The check endpoint validates credentials, also if all endpoints that the integration needs have arguments.
        var check = endpoints.Count > 0 ? CheckEndpoints.FindIdentityEndpoint(import.Definition) : null;
        var kept = check is null || endpoints.Contains(check) ? endpoints : [.. endpoints, check];
        var definition = DefinitionTrimmer.Trim(import.Definition, kept) with { CheckEndpoint = check?.Id };
        if (name != definition.Id.Value)
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
            Choices = [.. endpoints.Select(endpoint => Choice(endpoint, selection).ToPlanned())],
            Suggestions =
            [
                .. selection.Chosen.Concat(selection.Suggested)
                    .Where(item => !endpoints.Contains(item.Endpoint))
                    .Select(item => item.ToPlanned()),
            ],
            OpenQuestions = [.. OpenQuestions.Of(import, definition, unmatched), .. questions],
        };
    }

    // An endpoint that only the chat client chose has no score.
    private static ScoredEndpoint Choice(ConnectorEndpoint endpoint, SourceSelection selection) =>
        selection.Chosen.Concat(selection.Suggested).FirstOrDefault(item => item.Endpoint == endpoint)
        ?? new(endpoint, 0, "Chosen by the chat client.", !WriteRules.IsRead(new(endpoint)));

    // The name of a template must be unique within its integration.
    private static List<string> UniqueNames(IReadOnlyList<ImportResult> imports)
    {
        var names = new UniqueNames();
        return [.. imports.Select(import => names.Take(import.Definition.Id.Value))];
    }
}

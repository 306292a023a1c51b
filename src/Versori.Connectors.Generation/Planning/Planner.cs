using System.Globalization;
using Microsoft.Extensions.AI;
using Versori.Connectors.Connecting;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Makes a plan of requirements and imported sources.</summary>
internal sealed class Planner(IChatClient? chat, int maximum)
{
    public async Task<IntegrationPlan> PlanAsync(string requirements, IReadOnlyList<ImportResult> imports, CancellationToken cancellationToken)
    {
        var choice = new LexicalEndpointSelector(requirements, [.. imports.Select(import => import.Definition)]);
        var endpoints = choice.Choose(maximum).ToArray();
        var names = Names(imports);
        var questions = imports.Select(_ => new List<string>()).ToList();
        if (chat is not null) await RefineAsync(requirements, names, choice, endpoints, questions, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Requirements = requirements,
            Connectors = [.. imports.Select((import, at) => Planned(import, names[at], endpoints[at], choice.Unmatched(at), questions[at]))],
        };
    }

    private async Task RefineAsync(
        string requirements,
        List<string> names,
        LexicalEndpointSelector choice,
        IReadOnlyList<Endpoint>[] endpoints,
        List<List<string>> questions,
        CancellationToken cancellationToken)
    {
        ChatSelection answer;
        try
        {
            answer = await new ChatEndpointSelector(chat!, maximum).SelectAsync(requirements, names, choice.Candidates(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Not the message: it may hold the chat service's URL or key. The plan says that it was made without it.
            foreach (var list in questions)
            {
                list.Add($"Do these endpoints fit? The chat client failed ({exception.GetType().Name}), so they were chosen by words alone.");
            }

            return;
        }

        for (var i = 0; i < endpoints.Length; i++)
        {
            questions[i].AddRange(answer.Questions[i]);
            if (answer.Endpoints[i] is { } chosen) endpoints[i] = chosen;
            else if (endpoints[i].Count > 0) questions[i].Add("Do these endpoints fit? The chat client chose none, so they were chosen by words alone.");
        }
    }

    private static PlannedConnector Planned(
        ImportResult import, string name, IReadOnlyList<Endpoint> endpoints, IReadOnlyList<string> unmatched, List<string> questions)
    {
        // Credentials can be tried with it even where every endpoint that the integration needs takes arguments.
        var check = endpoints.Count > 0 ? CheckEndpoints.Telltale(import.Definition) : null;
        var kept = check is null || endpoints.Contains(check) ? endpoints : [.. endpoints, check];
        var definition = DefinitionTrimmer.Trim(import.Definition, kept) with { CheckEndpoint = check?.Id };
        if (name != definition.Id.Value) questions.Add($"Is this another system than '{definition.Id}'? Two sources have this key; give one another with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithId)}.");
        return new()
        {
            TemplateName = name,
            Definition = definition,
            Endpoints = [.. endpoints.Select(endpoint => endpoint.Id)],
            OpenQuestions = [.. OpenQuestions.Of(import, definition, unmatched), .. questions],
        };
    }

    // A template's name is unique within its integration.
    private static List<string> Names(IReadOnlyList<ImportResult> imports)
    {
        var names = new List<string>();
        foreach (var id in imports.Select(import => import.Definition.Id.Value))
        {
            var name = id;
            for (var i = 2; names.Contains(name, StringComparer.Ordinal); i++) name = string.Create(CultureInfo.InvariantCulture, $"{id}-{i}");
            names.Add(name);
        }

        return names;
    }
}

using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>
/// Responds without a chat client: the planner finds what a message needs, and the drafts tell scopes and reasons. What
/// it cannot do it says.
/// </summary>
/// <param name="systems">The systems.</param>
/// <param name="collector">Takes the response.</param>
internal sealed class WordsResponder(IReadOnlyList<OpenSystem> systems, ResponseCollector collector)
{
    private const int Listed = 8, MaximumRemoved = 5;

    private const string NoClient =
        "No chat client is registered, so messages are only compared with the documents by words.";

    public async Task RespondAsync(ConversationTurn turn)
    {
        if (systems.Count == 0)
        {
            await SayAsync("There is no system yet. Add a source or a connector of the catalog, or attach an API "
                + "description.").ConfigureAwait(false);
            return;
        }

        await (MessageWords.KindOf(turn.Message, turn.Mode) switch
        {
            MessageKind.Scopes => SayAsync(DraftFacts.Scopes(systems)),
            MessageKind.Reasons => SayAsync(DraftFacts.Reasons(systems, turn.Message)),
            MessageKind.Authentication => AuthenticateAsync(turn),
            MessageKind.Webhooks => ReceiveAsync(turn),
            MessageKind.Removal => RemoveAsync(turn),
            _ => turn.Mode == ConversationMode.Ask ? FindAsync() : PlanAsync(turn),
        }).ConfigureAwait(false);
    }

    private async Task AuthenticateAsync(ConversationTurn turn)
    {
        var wanted = MessageWords.MethodTypes(turn.Message);
        if (turn.Mode == ConversationMode.Ask || wanted.Count == 0)
        {
            await SayAsync(DraftFacts.Methods(systems)).ConfigureAwait(false);
            return;
        }

        foreach (var system in Named(turn.Message))
        {
            var ids = wanted.SelectMany(type => AuthIds(system, type)).ToList();
            var edit = new DraftEdit { Kind = DraftEditKind.UseAuthMethods, Values = ids };
            await ProposeAsync(system, edit, "The message asks for it.").ConfigureAwait(false);
        }
    }

    private async Task ReceiveAsync(ConversationTurn turn)
    {
        var before = collector.Proposals.Count;
        if (!MessageWords.IsQuestion(turn.Message, turn.Mode))
        {
            var (kind, reason) = MessageWords.IsRemoval(turn.Message)
                ? (DraftEditKind.RemoveWebhooks, "The message asks to leave it out.")
                : (DraftEditKind.AddWebhooks, "The message asks for it.");
            foreach (var system in Named(turn.Message))
            {
                var definition = kind == DraftEditKind.AddWebhooks ? system.Source.Definition : system.Draft.Definition;
                var meant = WebhookSelection.Matching(definition.Webhooks, turn.Message);
                if (meant.Count == 0) continue;
                var edit = new DraftEdit { Kind = kind, Values = [.. meant.Select(webhook => webhook.Id)] };
                await ProposeAsync(system, edit, reason).ConfigureAwait(false);
            }
        }

        if (collector.Proposals.Count == before) await SayAsync(DraftFacts.Webhooks(systems)).ConfigureAwait(false);
    }

    private async Task RemoveAsync(ConversationTurn turn)
    {
        var text = MessageWords.Object(turn.Message);
        var before = collector.Proposals.Count;
        foreach (var system in systems.Where(system => system.Draft.Endpoints.Count > 0))
        {
            var chosen = system.Draft.Definition with { Endpoints = EndpointEdits.Chosen(system.Draft) };
            var selector = new LexicalEndpointSelector(text, [chosen], new(CancellationToken.None));
            var named = chosen.Endpoints
                .Where(endpoint => turn.Message.Contains(endpoint.Id, StringComparison.OrdinalIgnoreCase))
                .ToList();
            var meant = named.Count > 0
                ? named
                : selector.Select(MaximumRemoved)[0].Chosen.Where(item => item.Score > 0)
                    .Select(item => item.Endpoint).ToList();
            if (meant.Count == 0) continue;
            var edit = new DraftEdit
            {
                Kind = DraftEditKind.RemoveEndpoints,
                Values = [.. meant.Select(endpoint => endpoint.Id)],
            };
            await ProposeAsync(system, edit, "The message asks to leave it out.").ConfigureAwait(false);
        }

        if (collector.Proposals.Count == before)
            await SayAsync("No chosen endpoint matches these words.").ConfigureAwait(false);
    }

    private async Task FindAsync()
    {
        await SayAsync($"{NoClient} These endpoints match best:").ConfigureAwait(false);
        foreach (var (at, system) in systems.Index())
        {
            foreach (var endpoint in collector.Wishes.Matches(at).Take(Listed))
                await SayAsync($"- {system.Name}: {DraftFacts.Row(endpoint)}").ConfigureAwait(false);
        }
    }

    private async Task PlanAsync(ConversationTurn turn)
    {
        var before = collector.Proposals.Count;
        foreach (var (at, system) in systems.Index())
        {
            var selection = collector.Wishes.Selections[at];
            var missing = selection.Chosen
                .Where(item => !system.Draft.Endpoints.Contains(item.Endpoint.Id, StringComparer.Ordinal))
                .ToList();
            // Each endpoint is a proposal of its own, with its own reason.
            foreach (var item in missing)
            {
                var edit = new DraftEdit { Kind = DraftEditKind.AddEndpoints, Values = [item.Endpoint.Id] };
                await ProposeAsync(system, edit, item.Reason).ConfigureAwait(false);
            }

            if (MessageWords.HasCondition(turn.Message))
                await ProposeWebhooksAsync(system, turn.Message).ConfigureAwait(false);
            if (turn.Mode != ConversationMode.Plan) continue;
            var questions = OpenQuestions.Of(
                system.Source with { MissingServer = null, OtherServers = [], KeysWithoutWord = [] },
                system.Draft.Definition with { AuthMethods = [], Endpoints = [] },
                collector.Wishes.Unmet(at),
                selection.Undecided,
                []);
            var ofWords = questions.Where(question => question.Id == QuestionIds.Words
                || question.Id.StartsWith(QuestionIds.Write, StringComparison.Ordinal)
                || question.Id.StartsWith(QuestionIds.Missing, StringComparison.Ordinal));
            foreach (var question in ofWords)
                await collector.AskAsync(system.Name, question).ConfigureAwait(false);
        }

        var count = collector.Proposals.Count - before;
        await SayAsync(count == 0
            ? $"{NoClient} Nothing was found that the drafts do not have already. Use the words of the API, or name an "
                + "endpoint."
            : $"{NoClient} {count} {(count == 1 ? "proposal matches" : "proposals match")}. Apply what fits.")
            .ConfigureAwait(false);
    }

    private async Task ProposeAsync(OpenSystem system, DraftEdit edit, string reason)
    {
        var (proposal, problem) = await collector
            .ProposeAsync(system, edit, new(reason, IsModelChoice: false), []).ConfigureAwait(false);
        if (proposal is null) await SayAsync($"{system.Name}: {problem}").ConfigureAwait(false);
    }

    private async Task ProposeWebhooksAsync(OpenSystem system, string message)
    {
        var missing = WebhookSelection.Named(system.Source.Definition.Webhooks, message)
            .Where(webhook => WebhookEdits.Find(system.Draft.Definition, webhook.Id) is null)
            .Select(webhook => webhook.Id)
            .ToList();
        if (missing.Count == 0) return;
        var edit = new DraftEdit { Kind = DraftEditKind.AddWebhooks, Values = missing };
        await ProposeAsync(system, edit, "The message names what happens.").ConfigureAwait(false);
    }

    private static List<string> AuthIds(OpenSystem system, Type type)
    {
        var declared = system.Source.Definition.AuthMethods.Where(method => method.GetType() == type)
            .Select(method => method.Id)
            .ToList();
        if (declared.Count > 0) return declared;
        return type == typeof(ApiKeyAuth) ? [SettledDefinition.KeyInHeader]
            : type == typeof(BearerAuth) ? [SettledDefinition.Bearer]
            : type == typeof(BasicAuth) ? [SettledDefinition.Basic]
            : ["oauth2"];
    }

    // A message that names a system is about it, any other about all of them.
    private IReadOnlyList<OpenSystem> Named(string message)
    {
        var named = systems.Where(system =>
            message.Contains(system.Name, StringComparison.OrdinalIgnoreCase)
            || message.Contains(system.Draft.Definition.Title, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count > 0 ? named : systems;
    }

    private async Task SayAsync(string text) => await collector.SayAsync(text + "\n").ConfigureAwait(false);
}

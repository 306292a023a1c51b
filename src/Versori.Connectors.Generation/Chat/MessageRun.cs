using System.Threading.Channels;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>One message and the response to it, until the conversation is saved.</summary>
internal sealed class MessageRun(
    ConversationWork work,
    ConversationChanges changes,
    ProposalWriter writer,
    PlanModel model,
    Attachments attachments,
    int maximumEndpoints,
    TimeProvider time)
{
    private const int TitleLength = 80, RecentMessages = 6;

    private static readonly TimeSpan TimeToSave = TimeSpan.FromSeconds(10);

    private readonly List<ConversationSource> _sources = [];
    private readonly List<OpenSystem> _added = [];
    private readonly Dictionary<string, IReadOnlyList<PlannedEndpoint>> _suggestions = new(StringComparer.Ordinal);
    private ResponseCollector? _collector;

    /// <summary>Runs the message. Updates go to the writer of a channel.</summary>
    public async Task RunAsync(
        Conversation conversation,
        ConversationMessage message,
        ChannelWriter<ConversationUpdate> updates,
        CancellationToken cancellationToken)
    {
        var turn = new ConversationTurn
        {
            Mode = message.Mode,
            Message = StoredTexts.Clean(CredentialText.Without(message.Text)),
            SentAt = work.Now,
        };
        try
        {
            turn = await RespondAsync(conversation, message, turn, updates, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await SaveCancelledAsync(conversation, turn).ConfigureAwait(false);
            throw;
        }

        var saved = await SaveAsync(conversation, turn, cancellationToken).ConfigureAwait(false);
        await updates.WriteAsync(new ConversationDone(turn, saved), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ConversationTurn> RespondAsync(
        Conversation conversation,
        ConversationMessage message,
        ConversationTurn turn,
        ChannelWriter<ConversationUpdate> updates,
        CancellationToken cancellationToken)
    {
        var systems = (await work.OpenAsync(conversation, cancellationToken).ConfigureAwait(false)).ToList();
        var warnings = new List<string>();
        turn = turn with
        {
            Attachments = await AttachAsync(
                message, systems, warnings, update => updates.WriteAsync(update, cancellationToken), cancellationToken)
                .ConfigureAwait(false),
        };
        var embeddings = model.Ranker();
        var wishes = await WishesAsync(conversation, turn, systems, embeddings, cancellationToken)
            .ConfigureAwait(false);
        Suggest(turn, systems, wishes);
        _collector = new(conversation, writer, wishes, update => updates.WriteAsync(update, cancellationToken));
        _collector.Warnings.AddRange(warnings);
        if (model.Chat is { } chat)
        {
            var responder = new ChatResponder(chat, model.Options, time);
            var (outcome, usage) = await responder
                .RespondAsync(conversation, turn, systems, embeddings, _collector, cancellationToken)
                .ConfigureAwait(false);
            turn = turn with { Outcome = outcome, Usage = usage };
        }
        else
        {
            await new WordsResponder(systems, _collector).RespondAsync(turn).ConfigureAwait(false);
            turn = turn with { Outcome = ConversationOutcome.WithoutModel };
        }

        return turn with
        {
            Response = StoredTexts.Clean(_collector.Text),
            Proposals = [.. _collector.Proposals.Select(proposal => proposal.Id)],
            Warnings = [.. _collector.Warnings.Concat(embeddings?.Warnings ?? [])],
        };
    }

    // With a chat client, what was said before belongs to the wish: "and delete it".
    private async Task<PersonWishes> WishesAsync(
        Conversation conversation,
        ConversationTurn turn,
        List<OpenSystem> systems,
        EmbeddingRanker? embeddings,
        CancellationToken cancellationToken)
    {
        if (systems.Count == 0 || turn.Message.Length == 0) return new(systems, null, maximumEndpoints);
        var before = model.Chat is null
            ? []
            : conversation.Turns.Where(other => other.Mode != ConversationMode.Ask)
                .TakeLast(RecentMessages)
                .Select(other => other.Message);
        var text = string.Join('\n', before.Append(turn.Message));
        IReadOnlyList<ConnectorDefinition> definitions = [.. systems.Select(system => system.Source.Definition)];
        // "Copy deals from HubSpot" names a system that its document may call otherwise.
        IReadOnlyList<IReadOnlyList<string>> known = [.. systems.Select(system => system.Source.Known?.Names ?? [])];
        var selector = await Task.Run(
            () => Planner.SelectorAsync(text, definitions, known, embeddings, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return new(systems, selector, maximumEndpoints);
    }

    private async Task<IReadOnlyList<ConversationAttachment>> AttachAsync(
        ConversationMessage message,
        List<OpenSystem> systems,
        List<string> warnings,
        Func<ConversationUpdate, ValueTask> report,
        CancellationToken cancellationToken)
    {
        var stored = new List<ConversationAttachment>();
        foreach (var attachment in message.Attachments)
        {
            // A question changes nothing, so that it adds no system.
            var import = message.Mode == ConversationMode.Ask
                ? null
                : await attachments.DescriptionAsync(attachment, warnings, cancellationToken).ConfigureAwait(false);
            var name = import is null ? null : Add(import, systems);
            var kept = Attachments.Stored(attachment, name);
            stored.Add(kept);
            await report(new ConversationActivity(
                "read_attachment", name is null ? kept.Name : $"{kept.Name}: {name}")).ConfigureAwait(false);
        }

        return stored;
    }

    private string Add(ImportResult import, List<OpenSystem> systems)
    {
        var (stored, source) = work.Keep(import);
        _sources.Add(stored);
        var at = systems.FindIndex(system => system.Draft.Definition.Id == import.Definition.Id);
        var system = at >= 0
            ? new(systems[at].System with { SourceKey = stored.Key }, source)
            : new OpenSystem(
                NewSystems.OfDocument(FreeName(import.Definition.Id.Value, systems), source, stored.Key), source);
        if (at >= 0) systems[at] = system;
        else systems.Add(system);
        _added.Add(system);
        return system.Name;
    }

    private static string FreeName(string name, List<OpenSystem> systems)
    {
        var free = name;
        for (var number = 2; systems.Exists(system => system.Name == free); number++) free = $"{name}-{number}";
        return free;
    }

    private Task<Conversation> SaveAsync(
        Conversation conversation, ConversationTurn turn, CancellationToken cancellationToken) =>
        work.ChangeAsync(
            conversation,
            async current =>
            {
                var systems = (await work.OpenAsync(current, cancellationToken).ConfigureAwait(false)).ToList();
                foreach (var added in _added)
                {
                    var at = systems.FindIndex(system => system.Name == added.Name);
                    if (at < 0) systems.Add(added);
                    else systems[at] = WithSource(systems[at], added);
                }

                var asked = systems.Select(system => system.With(WithFindings(system, turn.Mode))).ToList();
                return changes.Renewed(
                    WithTurn(current, turn) with
                    {
                        Proposals = [.. current.Proposals, .. _collector?.Proposals ?? []],
                    },
                    asked);
            },
            _sources,
            cancellationToken);

    private static OpenSystem WithSource(OpenSystem system, OpenSystem added) =>
        new(system.System with { SourceKey = added.System.SourceKey }, added.Source);

    // The caller waits no longer; what was said is kept all the same.
    private async Task SaveCancelledAsync(Conversation conversation, ConversationTurn turn)
    {
        var cancelled = turn with
        {
            Response = StoredTexts.Clean(_collector?.Text ?? ""),
            Outcome = ConversationOutcome.Cancelled,
        };
        using var limit = new CancellationTokenSource(TimeToSave, time);
        await work.ChangeAsync(
            conversation, current => Task.FromResult(WithTurn(current, cancelled)), [], limit.Token)
            .ConfigureAwait(false);
    }

    // What else may be needed, for a person to tick.
    private void Suggest(ConversationTurn turn, List<OpenSystem> systems, PersonWishes wishes)
    {
        if (turn.Mode != ConversationMode.Plan) return;
        foreach (var (at, selection) in wishes.Selections.Index())
        {
            var found = selection.Chosen.Concat(selection.Suggested).Where(item => item.Score > 0)
                .Select(item => item.ToPlanned()).ToList();
            if (found.Count > 0) _suggestions[systems[at].Name] = found;
        }
    }

    private PlannedConnector WithFindings(OpenSystem system, ConversationMode mode)
    {
        if (_suggestions.TryGetValue(system.Name, out var found))
        {
            var chosen = system.Draft.Endpoints;
            system = system.With(system.Draft with
            {
                Suggestions =
                [
                    .. found.Where(item => !chosen.Contains(item.EndpointId, StringComparer.Ordinal)),
                ],
            });
        }

        var questions = (_collector?.Questions ?? [])
            .Where(item => item.System == system.Name)
            .Select(item => item.Question)
            .ToList();
        if (mode != ConversationMode.Plan || questions.Count == 0) return system.Draft;
        return system.Draft with { OpenQuestions = DraftQuestions.Of(system.Draft, system.Source, questions) };
    }

    private static Conversation WithTurn(Conversation conversation, ConversationTurn turn) => conversation with
    {
        Title = conversation.Title.Length > 0 ? conversation.Title : CleanText.OfModel(turn.Message, TitleLength),
        Turns = [.. conversation.Turns, turn],
    };
}

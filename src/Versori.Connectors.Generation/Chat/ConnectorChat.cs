using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Planning;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Conversations over a store.</summary>
internal sealed class ConnectorChat : IConnectorChat
{
    private const int MaximumLength = 20_000, Waiting = 256;

    private readonly IConnectorCatalog _catalog;
    private readonly IConnectorGenerator _generator;
    private readonly PlanModel _model;
    private readonly ConnectorGenerationOptions _options;
    private readonly TimeProvider _time;
    private readonly EngineLifetime? _lifetime;
    private readonly ConversationWork _work;
    private readonly ProposalWriter _writer;
    private readonly ConversationChanges _changes;
    private readonly Attachments _attachments;

    public ConnectorChat(
        IConversationStore store,
        IConnectorCatalog catalog,
        IConnectorGenerator generator,
        PlanModel model,
        ConnectorGenerationOptions options,
        TimeProvider time,
        EngineLifetime? lifetime,
        IKnownHosts? knownHosts)
    {
        _catalog = catalog;
        _generator = generator;
        _model = model;
        _options = options;
        _time = time;
        _lifetime = lifetime;
        _work = new(store, time, knownHosts);
        _writer = new(catalog.Validate);
        _changes = new(_writer);
        _attachments = new(ReadAsync, options);
    }

    public async Task<Conversation> StartAsync(ConversationStart start, CancellationToken cancellationToken = default)
    {
        _lifetime?.ThrowIfStopped();
        ArgumentNullException.ThrowIfNull(start);
        var now = _time.GetUtcNow();
        var begun = await new ConversationBeginning(_work, _catalog, ReadAsync)
            .SystemsAsync(start, cancellationToken).ConfigureAwait(false);
        var conversation = new Conversation
        {
            Id = ConversationId.New(now),
            Owner = start.Owner,
            Title = StoredTexts.Clean(CredentialText.Without(start.Title ?? "")),
            Integration = start.Integration,
            Systems = begun.Systems,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var result = await _work.Store.SaveAsync(conversation, begun.Sources, cancellationToken).ConfigureAwait(false);
        return result.IsSaved
            ? result.Current
            : throw ConversationErrors.Conflict("A conversation with this id exists already.");
    }

    public Task<Conversation> StartAsync(ConversationTopic topic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topic);
        var start = new ConversationStart
        {
            Owner = topic.Owner,
            Title = topic.Title,
            Integration = topic.Integration,
            Connectors = topic.Connectors,
        };
        return StartAsync(start, cancellationToken);
    }

    public Task<Conversation?> FindAsync(
        ConversationId id, Owner owner, CancellationToken cancellationToken = default) =>
        _work.FindAsync(id, owner, cancellationToken);

    public IAsyncEnumerable<Conversation> ListAsync(Owner owner, CancellationToken cancellationToken = default) =>
        _work.Store.ListAsync(new() { Owner = owner }, cancellationToken);

    public async Task<Conversation> AddSourceAsync(
        ConversationId id, Owner owner, ConnectorSource source, CancellationToken cancellationToken = default)
    {
        _lifetime?.ThrowIfStopped();
        ArgumentNullException.ThrowIfNull(source);
        var conversation = await _work.LoadAsync(id, owner, cancellationToken).ConfigureAwait(false);
        var import = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
        var (stored, kept) = _work.Keep(import);
        return await _work.ChangeAsync(
            conversation,
            async current =>
            {
                var systems = await _work.OpenAsync(current, cancellationToken).ConfigureAwait(false);
                return _changes.Renewed(current, ConversationBeginning.With(systems, kept, stored.Key));
            },
            [stored],
            cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<ConversationUpdate> SendAsync(
        ConversationId id,
        Owner owner,
        ConversationMessage message,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _lifetime?.ThrowIfStopped();
        ThrowIfInvalid(message);
        var conversation = await _work.LoadAsync(id, owner, cancellationToken).ConfigureAwait(false);
        var channel = Channel.CreateBounded<ConversationUpdate>(
            new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = CompleteAsync(conversation, message, channel.Writer, stop.Token);
        try
        {
            // The end of the run ends the reading, so that a cancelled one is saved before the caller goes on.
            await foreach (var update in channel.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
                yield return update;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await run.ConfigureAwait(false);
        }
    }

    public async Task<ConversationProposal> ProposeAsync(
        ConversationId id,
        Owner owner,
        string system,
        DraftEdit edit,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(edit);
        ConversationProposal? written = null;
        await ChangeAsync(
            id,
            owner,
            revision: null,
            (current, systems) =>
            {
                var open = systems.FirstOrDefault(other => other.Name == system)
                    ?? throw ConversationErrors.NoSystem(current, system);
                var (proposal, problem) = _writer.Write(open, edit, EditReason.None, []);
                written = proposal ?? throw ConversationErrors.Invalid(problem!, "edit");
                return current with { Proposals = [.. current.Proposals, proposal] };
            },
            cancellationToken).ConfigureAwait(false);
        return written!;
    }

    public Task<Conversation> ApplyAsync(
        ConversationId id,
        Owner owner,
        string proposal,
        long? revision = null,
        CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id, owner, revision, (current, systems) => _changes.Apply(current, systems, proposal), cancellationToken);

    public Task<Conversation> RefuseAsync(
        ConversationId id,
        Owner owner,
        string proposal,
        long? revision = null,
        CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id, owner, revision, (current, _) => ConversationChanges.Refuse(current, proposal), cancellationToken);

    public Task<Conversation> UndoAsync(
        ConversationId id, Owner owner, long? revision = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, owner, revision, _changes.UndoLast, cancellationToken);

    public Task<Conversation> UndoAsync(
        ConversationId id,
        Owner owner,
        string proposal,
        long? revision = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return ChangeAsync(
            id, owner, revision, (current, systems) => _changes.Undo(current, systems, proposal), cancellationToken);
    }

    public Task<Conversation> DecideAsync(
        ConversationId id,
        Owner owner,
        string system,
        string question,
        string? choice,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(question);
        if (choice?.Length > MaximumLength)
            throw ConversationErrors.Invalid($"A choice has at most {MaximumLength} characters.", nameof(choice));
        var clean = choice is null ? null : StoredTexts.Clean(CredentialText.Without(choice));
        return ChangeAsync(
            id,
            owner,
            revision: null,
            (current, systems) => _changes.Decide(current, systems, system, question, clean),
            cancellationToken);
    }

    public async Task<Connector> SaveDraftAsync(
        ConversationId id, Owner owner, string system, CancellationToken cancellationToken = default)
    {
        var (conversation, found) = await SystemAsync(id, owner, system, cancellationToken).ConfigureAwait(false);
        var began = found.CatalogKey is { } key
            ? (await _work.SourceAsync(conversation.Id, key, cancellationToken).ConfigureAwait(false)).Definition
            : null;
        return await new DraftSaving(_catalog)
            .SaveAsync(found.Draft.Definition, began, cancellationToken).ConfigureAwait(false);
    }

    public async Task<OpenApiOverlay> RecordEditsAsync(
        ConversationId id, Owner owner, string system, CancellationToken cancellationToken = default)
    {
        var (conversation, found) = await SystemAsync(id, owner, system, cancellationToken).ConfigureAwait(false);
        var source = await _work.SourceAsync(conversation.Id, found.SourceKey, cancellationToken).ConfigureAwait(false);
        return OpenApiOverlay.Record(source.Definition, found.Draft.Definition, keepsEndpoints: true);
    }

    public async Task<bool> DeleteAsync(
        ConversationId id, Owner owner, CancellationToken cancellationToken = default) =>
        await _work.FindAsync(id, owner, cancellationToken).ConfigureAwait(false) is not null
        && await _work.Store.DeleteAsync(id, cancellationToken).ConfigureAwait(false);

    public async Task<int> DeleteAllAsync(Owner owner, CancellationToken cancellationToken = default)
    {
        var deleted = 0;
        await foreach (var conversation in ListAsync(owner, cancellationToken).ConfigureAwait(false))
        {
            if (await _work.Store.DeleteAsync(conversation.Id, cancellationToken).ConfigureAwait(false)) deleted++;
        }

        return deleted;
    }

    private static void ThrowIfInvalid(ConversationMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(message.Text, nameof(message));
        if (message.Text.Length > MaximumLength)
            throw ConversationErrors.Invalid($"A message has at most {MaximumLength} characters.", "text");
        if (string.IsNullOrWhiteSpace(message.Text) && message.Attachments.Count == 0)
            throw ConversationErrors.Invalid("The message is empty.", "text");
        if (!Enum.IsDefined(message.Mode)) throw ConversationErrors.Invalid("The mode is not known.", "mode");
    }

    // Failures reach the caller through the channel.
    private async Task CompleteAsync(
        Conversation conversation,
        ConversationMessage message,
        ChannelWriter<ConversationUpdate> updates,
        CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            _attachments.ThrowIfInvalid(message.Attachments);
            var run = new MessageRun(
                _work, _changes, _writer, _model, _attachments, _options.MaximumEndpointsPerConnector, _time);
            await run.RunAsync(conversation, message, updates, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        updates.Complete(failure);
    }

    private async Task<Conversation> ChangeAsync(
        ConversationId id,
        Owner owner,
        long? revision,
        Func<Conversation, IReadOnlyList<OpenSystem>, Conversation> change,
        CancellationToken cancellationToken)
    {
        _lifetime?.ThrowIfStopped();
        var conversation = await _work.LoadAsync(id, owner, cancellationToken).ConfigureAwait(false);
        return await _work.ChangeAsync(
            conversation,
            async current =>
            {
                if (revision is { } expected && expected != current.Revision)
                {
                    throw ConversationErrors.Conflict(
                        $"The conversation has revision {current.Revision}, and not {expected}. Read it again.");
                }

                var systems = await _work.OpenAsync(current, cancellationToken).ConfigureAwait(false);
                return change(current, systems);
            },
            [],
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<(Conversation Conversation, ConversationSystem System)> SystemAsync(
        ConversationId id, Owner owner, string name, CancellationToken cancellationToken)
    {
        _lifetime?.ThrowIfStopped();
        ArgumentNullException.ThrowIfNull(name);
        var conversation = await _work.LoadAsync(id, owner, cancellationToken).ConfigureAwait(false);
        return (conversation, conversation.FindSystem(name)
            ?? throw ConversationErrors.NoSystem(conversation, name));
    }

    // A host's own generator requires a server of a document; the own one leaves it open.
    private async Task<ImportResult> ReadAsync(ConnectorSource source, CancellationToken cancellationToken)
    {
        if (_generator is DefaultConnectorGenerator own)
            return await own.ReadAsync(source, needsServer: false, cancellationToken).ConfigureAwait(false);
        var imported = await _generator.ImportAsync(source, cancellationToken).ConfigureAwait(false);
        return imported.Import ?? ImportResult.Of(imported.Definition);
    }
}

using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>
/// Runs the functions that a chat client calls in a conversation. They read the sources and the drafts, and collect
/// proposals and questions; none changes a draft, sends a request to a system, or reads a secret.
/// </summary>
internal sealed class ChatTools
{
    private const int ReasonLength = 200, TitleLength = 120, DescriptionLength = 500;

    private static readonly string[] Shown =
        ["connector", "query", "endpoint", "endpoints", "methods", "scopes", "add", "remove", "name", "value"];

    private readonly ConversationMode _mode;
    private readonly IReadOnlyList<OpenSystem> _systems;
    private readonly IReadOnlyList<ModelSource> _sources;
    private readonly ModelChoices _choices;
    private readonly ModelTools _reading;
    private readonly ResponseCollector _collector;

    public ChatTools(
        ConversationMode mode,
        IReadOnlyList<OpenSystem> systems,
        IReadOnlyList<ModelSource> sources,
        EmbeddingRanker? embeddings,
        ResponseCollector collector)
    {
        _mode = mode;
        _systems = systems;
        _sources = sources;
        _collector = collector;
        Functions = ChatFunctions.Of(mode);
        _choices = new(sources, int.MaxValue);
        _reading = new(sources, _choices, embeddings);
    }

    /// <summary>The functions that the client is offered.</summary>
    public IReadOnlyList<ModelTool> Functions { get; }

    /// <summary>Returns the name of a system that the client means.</summary>
    public bool IsSystem(string name) => _choices.FindSource(name) is not null;

    /// <summary>Runs a call. Errors are results too, so that the client can correct them.</summary>
    /// <param name="name">The name of the function.</param>
    /// <param name="arguments">The arguments; <see langword="null"/> if they cannot be read.</param>
    /// <param name="tokens">How many tokens the result may have.</param>
    /// <param name="cancellationToken">Cancels a search.</param>
    public async Task<string> RunAsync(
        string name, ToolArguments? arguments, int tokens, CancellationToken cancellationToken)
    {
        // The mode holds whatever the client was told: it may call what it was not offered.
        if (!Functions.Any(function => function.Name == name))
        {
            return ModelTools.Error(
                $"There is no such function in this mode. Use one of: {Names(Functions)}.", tokens);
        }

        if (arguments is null) return ModelTools.Error("The arguments are not JSON.", tokens);
        await _collector.ReportAsync(new ConversationActivity(name, Detail(arguments))).ConfigureAwait(false);
        if (name is ModelTool.Search or ModelTool.Read or ModelTool.Neighbours)
            return await _reading.RunAsync(name, arguments, tokens, cancellationToken).ConfigureAwait(false);
        if (_choices.FindSource(arguments.Text("connector")) is not { } at)
            return ModelTools.Error($"There is no such connector. Use one of: {Systems()}.", tokens);
        return name switch
        {
            ChatFunctions.Draft => DraftText.Of(
                _systems[at], _sources[at], _collector.Waiting(_systems[at].Name), tokens),
            ModelTool.Ask => await AskAsync(at, arguments, tokens).ConfigureAwait(false),
            ChatFunctions.Webhooks => await ProposeWebhooksAsync(at, arguments, tokens).ConfigureAwait(false),
            ChatFunctions.Add => await AddAsync(at, arguments, tokens).ConfigureAwait(false),
            _ => await ProposeAsync(at, EditOf(name, at, arguments), arguments, tokens).ConfigureAwait(false),
        };
    }

    /// <summary>Proposes endpoints that a response names without a call.</summary>
    public async Task ProposeAsync(ModelResponse response)
    {
        foreach (var (connector, endpoints) in response.Connectors)
        {
            if (_choices.FindSource(connector) is not { } at || endpoints is null) continue;
            foreach (var (id, why) in endpoints)
            {
                if (_sources[at].Find(id) is { } endpoint)
                    await AddAsync(at, [endpoint], why, int.MaxValue).ConfigureAwait(false);
            }
        }

        if (_mode != ConversationMode.Plan) return;
        foreach (var (connector, text, options) in response.Questions)
            await AskAsync(_choices.FindSource(connector) ?? 0, text, options).ConfigureAwait(false);
    }

    private async Task<string> AskAsync(int at, ToolArguments arguments, int tokens) =>
        await AskAsync(at, arguments.Text("question"), arguments.All("options")).ConfigureAwait(false)
            ? Done("The person sees the question.")
            : ModelTools.Error("The question is empty, or there are too many.", tokens);

    private async Task<bool> AskAsync(int at, string text, IReadOnlyList<string> options)
    {
        if (at >= _systems.Count) return false;
        var before = _choices.Questions(at).Count;
        if (!_choices.Ask(at, text, options)) return false;
        if (_choices.Questions(at).Count > before)
            await _collector.AskAsync(_systems[at].Name, _choices.Questions(at)[^1]).ConfigureAwait(false);
        return true;
    }

    private async Task<string> AddAsync(int at, ToolArguments arguments, int tokens)
    {
        var ids = arguments.All("endpoints");
        if (ids.Count == 0) ids = arguments.All("endpoint");
        if (ids.Count == 0) return ModelTools.Error("The argument 'endpoints' is missing.", tokens);
        var found = ids.Select(id => _sources[at].Find(id)).OfType<ConnectorEndpoint>()
            .Distinct<ConnectorEndpoint>(ReferenceEqualityComparer.Instance)
            .ToList();
        var unknown = ids.Where(id => _sources[at].Find(id) is null).Take(3).ToList();
        var result = found.Count == 0
            ? null
            : await AddAsync(at, found, arguments.Text("why"), tokens).ConfigureAwait(false);
        if (unknown.Count == 0) return result!;
        var nearest = string.Join(", ", unknown.Select(id => ModelTools.Nearest(_sources[at], id)));
        return ModelTools.Error(
            $"{unknown.Count} of {ids.Count} do not exist; the others are proposed. The nearest ids are: {nearest}.",
            tokens);
    }

    // What reads is one proposal. Each endpoint that writes is one of its own, so that it is decided on alone.
    private async Task<string> AddAsync(int at, IReadOnlyList<ConnectorEndpoint> endpoints, string why, int tokens)
    {
        var system = _systems[at];
        var missing = endpoints.Where(endpoint => !system.Draft.Endpoints.Contains(endpoint.Id, StringComparer.Ordinal))
            .ToList();
        if (missing.Count == 0) return ModelTools.Error("The draft has these endpoints already.", tokens);
        var reads = missing
            .Where(endpoint => WriteRules.IsRead(new(endpoint)) && !IsElsewhere(system, endpoint))
            .ToList();
        var results = new List<string>();
        if (reads.Count > 0) results.Add(await AddTogetherAsync(at, reads, why).ConfigureAwait(false));
        foreach (var endpoint in missing.Except(reads))
            results.Add(await AddTogetherAsync(at, [endpoint], why).ConfigureAwait(false));
        return TokenEstimate.Cut(PromptJson.Write(writer => writer.WriteTexts("results", results)), tokens);
    }

    private async Task<string> AddTogetherAsync(int at, IReadOnlyList<ConnectorEndpoint> endpoints, string why)
    {
        var edit = new DraftEdit
        {
            Kind = DraftEditKind.AddEndpoints,
            Values = [.. endpoints.Select(endpoint => endpoint.Id)],
        };
        var warnings = endpoints.SelectMany(endpoint => _collector.Wishes.Warnings(at, endpoint)).ToList();
        var isAskedFor = endpoints.All(endpoint => _collector.Wishes.HasWordsFor(at, endpoint));
        return await WriteAsync(at, edit, why, warnings, isModelChoice: !isAskedFor).ConfigureAwait(false);
    }

    private async Task<string> ProposeAsync(int at, DraftEdit? edit, ToolArguments arguments, int tokens)
    {
        if (edit is null) return ModelTools.Error("An argument is missing, or its value is not known.", tokens);
        var result = await WriteAsync(at, edit, arguments.Text("why"), [], isModelChoice: true).ConfigureAwait(false);
        return TokenEstimate.Cut(Done(result), tokens);
    }

    private async Task<string> ProposeWebhooksAsync(int at, ToolArguments arguments, int tokens)
    {
        var (add, remove) = (arguments.All("add"), arguments.All("remove"));
        if (add.Count + remove.Count == 0) return ModelTools.Error("Neither 'add' nor 'remove' is given.", tokens);
        var system = _systems[at];
        DraftEdit[] edits =
        [
            WebhooksOf(DraftEditKind.AddWebhooks, add, system.Source.Definition),
            WebhooksOf(DraftEditKind.RemoveWebhooks, remove, system.Draft.Definition),
        ];
        var results = new List<string>();
        foreach (var edit in edits.Where(edit => edit.Values.Count > 0))
        {
            results.Add(await WriteAsync(at, edit, arguments.Text("why"), [], isModelChoice: true)
                .ConfigureAwait(false));
        }

        return TokenEstimate.Cut(PromptJson.Write(writer => writer.WriteTexts("results", results)), tokens);
    }

    private async Task<string> WriteAsync(
        int at, DraftEdit edit, string why, IReadOnlyList<string> warnings, bool isModelChoice)
    {
        var reason = new EditReason(CleanText.OfModel(why, ReasonLength), isModelChoice);
        var (proposal, problem) = await _collector.ProposeAsync(_systems[at], edit, reason, warnings)
            .ConfigureAwait(false);
        return proposal is null ? $"Not proposed: {problem}" : $"Proposed. The person decides: {proposal.Summary}";
    }

    private DraftEdit? EditOf(string function, int at, ToolArguments arguments)
    {
        var system = _systems[at];
        switch (function)
        {
            case ChatFunctions.Remove:
                return new()
                {
                    Kind = DraftEditKind.RemoveEndpoints,
                    Values = [.. arguments.All("endpoints").Select(id => _sources[at].Find(id)?.Id ?? id)],
                };
            case ChatFunctions.Auth:
                return new()
                {
                    Kind = DraftEditKind.UseAuthMethods,
                    Values = [.. arguments.All("methods").Select(id => MethodId(system, id))],
                };
            case ChatFunctions.Scopes:
                return new()
                {
                    Kind = DraftEditKind.SetScopes,
                    Subject = arguments.Text("method") is { Length: > 0 } method ? MethodId(system, method) : null,
                    Values = arguments.All("scopes"),
                };
            default:
                return SettingOf(at, arguments.Text("name"), arguments.Text("value"));
        }
    }

    private DraftEdit? SettingOf(int at, string name, string value) => name switch
    {
        "title" => Of(DraftEditKind.SetTitle, CleanText.OfModel(value, TitleLength)),
        "description" => Of(DraftEditKind.SetDescription, CleanText.OfModel(value, DescriptionLength)),
        "check_endpoint" => Of(DraftEditKind.SetCheckEndpoint, _sources[at].Find(value)?.Id ?? value),
        "server" => Of(DraftEditKind.SetServer, value.Trim()),
        "sharing" => Of(DraftEditKind.SetSharing, value.Trim()),
        _ => null,
    };

    private static DraftEdit Of(DraftEditKind kind, string value) => new() { Kind = kind, Values = [value] };

    private static DraftEdit WebhooksOf(
        DraftEditKind kind, IReadOnlyList<string> ids, ConnectorDefinition definition)
    {
        var own = definition.Webhooks.Select(webhook => webhook.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var values = ids.Select(id => own.TryGetValue(id.Trim(), out var one) ? one : id);
        return new() { Kind = kind, Values = [.. values] };
    }

    private static string MethodId(OpenSystem system, string id) =>
        system.Draft.Definition.AuthMethods.Concat(system.Source.Definition.AuthMethods)
            .FirstOrDefault(method => string.Equals(method.Id, id.Trim(), StringComparison.OrdinalIgnoreCase))?.Id
        ?? id.Trim();

    private static bool IsElsewhere(OpenSystem system, ConnectorEndpoint endpoint) =>
        endpoint.BaseUrl is { } url
        && OpenQuestions.OriginOf(url) != OpenQuestions.OriginOf(system.Draft.Definition.BaseUrl);

    private static string Detail(ToolArguments arguments) => CleanText.OfModel(
        string.Join(", ", Shown.SelectMany(arguments.All)), ReasonLength);

    private string Systems() => _systems.Count == 0
        ? "none"
        : string.Join(", ", _systems.Take(20).Select(system => system.Name));

    private static string Names(IEnumerable<ModelTool> tools) => string.Join(", ", tools.Select(tool => tool.Name));

    private static string Done(string text) => PromptJson.Write(writer => writer.WriteString("result", text));
}

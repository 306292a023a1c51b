namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>
/// Two worlds with the same connections and the same actions. One is also edited centrally, and the other
/// is not.
/// </summary>
public sealed class TwinRun : IAsyncDisposable
{
    private readonly TwinWorld _untouched;
    private readonly TwinWorld _edited;
    private readonly List<Connection> _connections;
    private readonly List<ConnectorDefinition> _history = [];
    private readonly List<TwinAction> _appliedEdits = [];
    private string _path = "v1";

    private TwinRun(TwinWorld untouched, TwinWorld edited, List<Connection> connections)
    {
        _untouched = untouched;
        _edited = edited;
        _connections = connections;
    }

    /// <summary>The edits that were not refused as invalid.</summary>
    public IReadOnlyList<TwinAction> AppliedEdits => _appliedEdits;

    /// <summary>Creates a world with one connection for each of the methods, and its twin.</summary>
    public static async Task<TwinRun> StartAsync(TwinStores stores, int seed, int methodCount)
    {
        var random = new Random(seed);
        var chosen = TwinMethods.All.ToArray();
        random.Shuffle(chosen);
        chosen = chosen[..methodCount];
        var world = new TwinWorld(stores);
        var connections = new List<Connection>();
        await world.RunAsync(seed, async _ =>
        {
            await world.Catalog.SaveDraftAsync(TwinDefinition.Of([.. chosen.Select(pair => pair.Method)]));
            await world.Catalog.PublishAsync(TwinDefinition.Id);
            foreach (var (method, credential) in chosen)
            {
                if (method is OAuth2Auth { ClientId: not null })
                {
                    await world.Catalog.SetClientSecretAsync(TwinDefinition.Id, method.Id, new("host-secret"));
                }

                connections.Add(await ConnectAsync(world, method.Id, credential));
            }

            return "";
        });
        return new(world, await world.CopyAsync(), connections);
    }

    /// <summary>Runs the steps, then disconnects all connections.</summary>
    /// <returns>The difference between the worlds; <see langword="null"/> if there is none.</returns>
    public async Task<string?> RunAsync(IEnumerable<TwinStep> steps)
    {
        foreach (var step in steps)
        {
            if (await RunAsync(step) is { } difference) return $"{step}: {difference}";
        }

        for (var index = 0; index < _connections.Count; index++)
        {
            var id = _connections[index].Id;
            var difference = await BothAsync(index, async world =>
            {
                await world.Connections.DisconnectAsync(id, force: true);
                return "disconnected";
            });
            if (difference is not null) return $"disconnecting {_connections[index].Name}: {difference}";
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _untouched.DisposeAsync();
        await _edited.DisposeAsync();
    }

    private async Task<string?> RunAsync(TwinStep step)
    {
        var random = new Random(step.Seed);
        var connection = _connections[random.Next(_connections.Count)];
        switch (step.Action)
        {
            case TwinAction.Call:
                return await CallAsync(step, connection, random, _ => { });
            case TwinAction.CallRejected:
                return await CallAsync(step, connection, random, system => system.RejectsNextCall = true);
            case TwinAction.CallAfterExpiry:
                Wait(TimeSpan.FromHours(2));
                return await CallAsync(step, connection, random, _ => { });
            case TwinAction.TokenOutage:
                Wait(TimeSpan.FromHours(2));
                return await CallAsync(step, connection, random, system => system.NextTokenStatus = 503);
            case TwinAction.FinalRefusal:
                Wait(TimeSpan.FromHours(2));
                return await CallAsync(step, connection, random, system => system.NextTokenStatus = 400);
            case TwinAction.Wait:
                Wait(TimeSpan.FromMinutes(random.Next(1, 40)));
                return null;
            case TwinAction.Restart:
                await _untouched.RestartAsync();
                await _edited.RestartAsync();
                return null;
            case TwinAction.RotateSecret:
                return await RotateAsync(step, random);
            case TwinAction.EditBasePath:
                await EditPathAsync(random);
                return null;
            case TwinAction.EditHeaders:
                var headers = new Dictionary<string, string> { ["X-Edited"] = $"{TwinEdits.Name(random)} {{account}}" };
                await EditBothAsync(definition => definition with { Headers = headers });
                return null;
            default:
                await EditAsync(step, random);
                return null;
        }
    }

    private void Wait(TimeSpan time)
    {
        _untouched.Time.Advance(time);
        _edited.Time.Advance(time);
    }

    private Task<string?> CallAsync(
        TwinStep step, Connection connection, Random random, Action<TwinSystem> order)
    {
        var (style, endpoint) = (random.Next(8), random.Next(5));
        return BothAsync(step.Seed, async world =>
        {
            order(world.System);
            return style switch
            {
                0 => await GetAsync(world.Clients.CreateClient(connection.Id)),
                1 => await GetAsync(await world.Clients.CreateClientAsync(new("twins", connection.Name))),
                2 => await world.Maintenance.CheckAsync(connection.Id) is var check ? $"{check.Outcome}" : "",
                3 => await RefreshAsync(world, connection),
                _ => await InvokeAsync(world, connection, endpoint, style % 2 == 0),
            };
        });
    }

    private static async Task<string> GetAsync(HttpClient client)
    {
        using var response = await client.GetAsync("me?x=%C3%A4");
        return $"{response.StatusCode}";
    }

    private static async Task<string> RefreshAsync(TwinWorld world, Connection connection) =>
        $"{(await world.Connections.RefreshAsync(connection.Id)).Status}";

    private static async Task<string> InvokeAsync(TwinWorld world, Connection connection, int endpoint, bool byTemplate)
    {
        string[] ids = ["me", "create", "files", "public", "either"];
        EndpointArguments? arguments = endpoint == 1
            ? new() { ["body"] = new Dictionary<string, object?> { ["name"] = "x" } }
            : null;
        var result = byTemplate
            ? await world.Invoker.InvokeAsync(new TemplateId("twins", connection.Name), ids[endpoint], arguments)
            : await world.Invoker.InvokeAsync(connection.Id, ids[endpoint], arguments);
        return $"{result.StatusCode}";
    }

    private async Task<string?> RotateAsync(TwinStep step, Random random)
    {
        var users = _connections
            .Where(connection => connection.Snapshot.Methods[0] is OAuth2Auth { ClientId: not null })
            .ToArray();
        if (users.Length == 0) return null;
        var user = users[random.Next(users.Length)];
        var secret = TwinEdits.Name(random);
        return await BothAsync(step.Seed, async world =>
        {
            await world.Catalog.SetClientSecretAsync(
                TwinDefinition.Id, user.Snapshot.Methods[0].Id, new(secret), TwinMethods.HostClient);
            return "rotated";
        });
    }

    private async Task<string?> BothAsync(int seed, Func<TwinWorld, Task<string>> act)
    {
        var expected = await _untouched.RunAsync(seed, act);
        var actual = await _edited.RunAsync(seed, act);
        return expected == actual ? null : $"\n=== untouched\n{expected}\n=== edited\n{actual}";
    }

    // While the base URL has another origin, its path does not apply to old connections.
    private async Task EditPathAsync(Random random)
    {
        var current = await DefinitionAsync();
        if (!current.BaseUrl.StartsWith(TwinDefinition.Origin, StringComparison.Ordinal)) return;
        _path = TwinEdits.Name(random);
        await EditBothAsync(definition => definition with
        {
            BaseUrl = TwinDefinition.BaseUrl(TwinDefinition.Origin, _path),
        });
    }

    private async Task EditBothAsync(Func<ConnectorDefinition, ConnectorDefinition> edit)
    {
        await _untouched.Catalog.EditAsync(TwinDefinition.Id, edit);
        await _edited.Catalog.EditAsync(TwinDefinition.Id, edit);
    }

    private async Task<ConnectorDefinition> DefinitionAsync() =>
        (await _edited.Catalog.FindAsync(TwinDefinition.Id))!.Definition!;

    private async Task EditAsync(TwinStep step, Random random)
    {
        var before = await DefinitionAsync();
        var outcome = await _edited.RunAsync(step.Seed, async world =>
        {
            await EditAsync(world, step.Action, before, random);
            return "edited";
        });
        if (!outcome.EndsWith("edited", StringComparison.Ordinal)) return;
        _appliedEdits.Add(step.Action);
        _history.Add(before);
    }

    private async Task EditAsync(TwinWorld world, TwinAction action, ConnectorDefinition before, Random random)
    {
        switch (action)
        {
            case TwinAction.ApplyPlan:
                await world.Catalog.ApplyAsync(TwinEdits.Plan(before, random), TwinEdits.Name(random));
                break;
            case TwinAction.SaveDraft:
                var draft = TwinEdits.Apply(TwinAction.ReplaceMethod, before, random);
                await world.Catalog.SaveDraftAsync(TwinEdits.Apply(TwinAction.EditAlternatives, draft, random));
                break;
            case TwinAction.PublishDraft:
                var saved = (await world.Catalog.FindAsync(TwinDefinition.Id))!.Draft;
                if (saved is not null) await world.Catalog.SaveDraftAsync(Current(saved, before));
                await world.Catalog.PublishAsync(TwinDefinition.Id);
                break;
            case TwinAction.Undo when _history.Count > 0:
                var earlier = Current(_history[random.Next(_history.Count)], before);
                await world.Catalog.EditAsync(TwinDefinition.Id, _ => earlier);
                break;
            case TwinAction.Undo:
                break;
            case TwinAction.MoveBaseBack:
                await world.Catalog.EditAsync(TwinDefinition.Id, definition => definition with
                {
                    BaseUrl = TwinDefinition.BaseUrl(TwinDefinition.Origin, _path),
                });
                break;
            case TwinAction.Connect:
                var (method, credential) = TwinMethods.All[random.Next(TwinMethods.All.Count)];
                await ConnectAsync(world, $"{method.Id}-{TwinEdits.Name(random)}", credential, method.Id);
                break;
            case TwinAction.EditTemplate:
                var template = new TemplateId("other", TwinEdits.Name(random));
                await world.Catalog.LinkAsync(new() { Id = template, ConnectorId = TwinDefinition.Id });
                break;
            default:
                var edited = await world.Catalog.EditAsync(
                    TwinDefinition.Id, definition => TwinEdits.Apply(action, definition, random));
                await SetSecretsAsync(world, edited.Definition!, random);
                break;
        }
    }

    // Clients that no existing connection uses get their own secret.
    private static async Task SetSecretsAsync(TwinWorld world, ConnectorDefinition definition, Random random)
    {
        foreach (var method in definition.AuthMethods.OfType<OAuth2Auth>())
        {
            if (method.ClientId is null or TwinMethods.HostClient) continue;
            await world.Catalog.SetClientSecretAsync(definition.Id, method.Id, new(TwinEdits.Name(random)));
        }
    }

    // Headers and the base URL's path reach existing connections by design, so earlier ones would too.
    private ConnectorDefinition Current(ConnectorDefinition earlier, ConnectorDefinition current)
    {
        var isAtHome = earlier.BaseUrl.StartsWith(TwinDefinition.Origin, StringComparison.Ordinal);
        return earlier with
        {
            Headers = current.Headers,
            BaseUrl = isAtHome ? TwinDefinition.BaseUrl(TwinDefinition.Origin, _path) : earlier.BaseUrl,
            Endpoints = [.. earlier.Endpoints.UnionBy(current.Endpoints, endpoint => endpoint.Id)],
        };
    }

    private static async Task<Connection> ConnectAsync(
        TwinWorld world, string name, Credential credential, string? account = null)
    {
        var connection = await world.Connections.ConnectAsync(new()
        {
            ConnectorId = TwinDefinition.Id,
            Name = name,
            Credential = credential,
            Inputs = new Dictionary<string, string> { ["account"] = account is null ? name : $"new-{account}" },
            CheckCredential = false,
        });
        var template = await world.Catalog.LinkAsync(
            new() { Id = new("twins", name), ConnectorId = TwinDefinition.Id });
        await world.Connections.SetBindingAsync(template.Id, connection.Id);
        return connection;
    }
}

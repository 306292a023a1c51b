// The test runner must not find these, because they fail on purpose.
#pragma warning disable xUnit1000


namespace Versori.Connectors.Tests.Stores.Broken;

/// <summary>
/// The suites over stores with one flaw, given by its name; without a name the stores are correct.
/// </summary>
internal static class BrokenSuites
{
    public static object Of(string store, string flaw) => store switch
    {
        "connectors" => new Connectors(flaw),
        "templates" => new Templates(flaw),
        "connections" => new Connections(flaw),
        "names" => new Names(flaw),
        "bindings" => new Bindings(flaw),
        "secrets" => new Secrets(flaw),
        "inventory" => new Inventory(flaw),
        "saved together" => new SavedTogether(flaw),
        "lock" => new Locks(flaw),
        "sign-ins" => new SignIns(flaw),
        "deliveries" => new Deliveries(flaw),
        _ => throw new ArgumentOutOfRangeException(nameof(store), store, "There is no such suite."),
    };

    private sealed class Connectors(string flaw) : ConnectorStoreConformance
    {
        protected override ValueTask<IConnectorStore> CreateAsync() => new(new BrokenConnectorStore(flaw));
    }

    private sealed class Templates(string flaw) : TemplateStoreConformance
    {
        protected override ValueTask<ITemplateStore> CreateAsync() => new(new BrokenTemplateStore(flaw));
    }

    private sealed class Connections(string flaw) : ConnectionStoreConformance
    {
        protected override ValueTask<IConnectionStore> CreateAsync() => new(new BrokenConnectionStore(flaw));
    }

    private sealed class Names(string flaw) : ConnectionNameConformance
    {
        protected override ValueTask<IConnectionStore> CreateAsync() => new(new BrokenConnectionStore(flaw));
    }

    private sealed class Bindings(string flaw) : BindingStoreConformance
    {
        protected override ValueTask<IBindingStore> CreateAsync() => new(new BrokenBindingStore(flaw));
    }

    private sealed class Secrets(string flaw) : SecretStoreConformance
    {
        protected override ValueTask<ISecretStore> CreateAsync() => new(new BrokenSecretStore(flaw));
    }

    private sealed class Inventory(string flaw) : SecretInventoryConformance
    {
        protected override ValueTask<ISecretInventory> CreateAsync() => new(new BrokenSecretInventory(flaw));
    }

    private sealed class SavedTogether(string flaw) : AtomicConnectionStoreConformance
    {
        protected override ValueTask<IAtomicConnectionStore> CreateAsync() =>
            new(new BrokenAtomicConnectionStore(flaw));

        protected override ISecretStore SecretsOf(IAtomicConnectionStore store) =>
            ((BrokenAtomicConnectionStore)store).Secrets;
    }

    private sealed class Locks(string flaw) : ConnectionLockConformance
    {
        protected override ValueTask<IConnectionLock> CreateAsync() => new(new BrokenConnectionLock(flaw));

        protected override ValueTask<IConnectionLock?> LoseAsync(ConnectionId id) => flaw switch
        {
            "a lost lock is confirmed" => new(new BrokenConnectionLock("")),
            _ => base.LoseAsync(id),
        };
    }

    private sealed class SignIns(string flaw) : PendingSignInStoreConformance
    {
        protected override ValueTask<IPendingSignInStore> CreateAsync() =>
            new(new BrokenPendingAuthorizationStore(flaw));
    }

    private sealed class Deliveries(string flaw) : WebhookReplayStoreConformance
    {
        protected override ValueTask<IWebhookReplayStore> CreateAsync() => new(new BrokenWebhookReplayStore(flaw));
    }
}

using Versori.Connectors.InMemory;

namespace Versori.Connectors.Tests.Stores;

public sealed class InMemoryConnectorStoreTests : ConnectorStoreConformance
{
    protected override ValueTask<IConnectorStore> CreateAsync() => new(new InMemoryConnectorStore());
}

public sealed class InMemoryTemplateStoreTests : TemplateStoreConformance
{
    protected override ValueTask<ITemplateStore> CreateAsync() => new(new InMemoryTemplateStore());
}

public sealed class InMemoryConnectionStoreTests : ConnectionStoreConformance
{
    protected override ValueTask<IConnectionStore> CreateAsync() => new(new InMemoryConnectionStore());
}

public sealed class InMemoryConnectionNameTests : ConnectionNameConformance
{
    protected override ValueTask<IConnectionStore> CreateAsync() => new(new InMemoryConnectionStore());
}

public sealed class InMemoryBindingStoreTests : BindingStoreConformance
{
    protected override ValueTask<IBindingStore> CreateAsync() => new(new InMemoryBindingStore());
}

public sealed class InMemorySecretStoreTests : SecretStoreConformance
{
    protected override ValueTask<ISecretStore> CreateAsync() => new(new InMemorySecretStore());
}

public sealed class InMemorySecretInventoryTests : SecretInventoryConformance
{
    protected override ValueTask<ISecretInventory> CreateAsync() => new(new InMemorySecretStore());
}

public sealed class InMemoryConnectionLockTests : ConnectionLockConformance
{
    protected override ValueTask<IConnectionLock> CreateAsync() => new(new InMemoryConnectionLock());
}

public sealed class InMemoryPendingAuthorizationStoreTests : PendingSignInStoreConformance
{
    protected override ValueTask<IPendingSignInStore> CreateAsync() =>
        new(new InMemoryPendingSignInStore());
}

public sealed class InMemoryWebhookReplayStoreTests : WebhookReplayStoreConformance
{
    protected override ValueTask<IWebhookReplayStore> CreateAsync() =>
        new(new InMemoryWebhookReplayStore(TimeProvider.System));
}

public sealed class InMemoryAuditStoreTests : AuditStoreConformance
{
    protected override ValueTask<IAuditStore> CreateAsync() => new(new InMemoryAuditStore());
}

public sealed class InMemoryLimitStoreTests : LimitStoreConformance
{
    protected override ValueTask<ILimitStore> CreateAsync() => new(new InMemoryLimitStore(TimeProvider.System));
}

public sealed class InMemoryConversationStoreTests : ConversationStoreConformance
{
    protected override ValueTask<IConversationStore> CreateAsync() => new(new InMemoryConversationStore());
}

public sealed class InMemoryActivationStoreTests : ActivationStoreConformance
{
    private readonly InMemoryBindingStore _bindings = new();

    protected override ValueTask<IActivationStore> CreateAsync() => new(new InMemoryActivationStore(_bindings));

    protected override IBindingStore BindingsOf(IActivationStore store) => _bindings;
}

public sealed class InMemoryConnectSessionStoreTests : ConnectSessionStoreConformance
{
    protected override ValueTask<IConnectSessionStore> CreateAsync() => new(new InMemoryConnectSessionStore());
}

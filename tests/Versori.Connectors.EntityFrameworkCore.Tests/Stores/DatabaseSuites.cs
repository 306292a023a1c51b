using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Testing;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Stores;

/// <summary>Creates a database for a suite, and hosts over it.</summary>
internal sealed class SuiteDatabase<TDatabase> : IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private TDatabase? _database;

    public async ValueTask<T> CreateAsync<T>()
        where T : notnull
    {
        _database = new();
        await _database.CreateAsync();
        return await ReopenAsync<T>();
    }

    public ValueTask<T> ReopenAsync<T>()
        where T : notnull => new(_database!.Open().GetRequiredService<T>());

    public Task<IConnectionLock> LoseLocksAsync() => _database!.LoseLocksAsync();

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? default;
}

public abstract class ConnectorSuite<TDatabase> : DurableConnectorStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<IConnectorStore> CreateAsync() => _database.CreateAsync<IConnectorStore>();

    protected override ValueTask<IConnectorStore> ReopenAsync() => _database.ReopenAsync<IConnectorStore>();
}

public abstract class TemplateSuite<TDatabase> : DurableTemplateStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<ITemplateStore> CreateAsync() => _database.CreateAsync<ITemplateStore>();

    protected override ValueTask<ITemplateStore> ReopenAsync() => _database.ReopenAsync<ITemplateStore>();
}

public abstract class ConnectionSuite<TDatabase> : DurableConnectionStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<IConnectionStore> CreateAsync() => _database.CreateAsync<IConnectionStore>();

    protected override ValueTask<IConnectionStore> ReopenAsync() => _database.ReopenAsync<IConnectionStore>();
}

public abstract class NameSuite<TDatabase> : ConnectionNameConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<IConnectionStore> CreateAsync() => _database.CreateAsync<IConnectionStore>();
}

public abstract class BindingSuite<TDatabase> : DurableBindingStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<IBindingStore> CreateAsync() => _database.CreateAsync<IBindingStore>();

    protected override ValueTask<IBindingStore> ReopenAsync() => _database.ReopenAsync<IBindingStore>();
}

public abstract class SecretSuite<TDatabase> : DurableSecretStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<ISecretStore> CreateAsync() => _database.CreateAsync<ISecretStore>();

    protected override ValueTask<ISecretStore> ReopenAsync() => _database.ReopenAsync<ISecretStore>();
}

public abstract class LockSuite<TDatabase> : ConnectionLockConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<IConnectionLock> CreateAsync() => _database.CreateAsync<IConnectionLock>();

    protected override async ValueTask<IConnectionLock?> LoseAsync(ConnectionId id) =>
        await _database.LoseLocksAsync();
}

public abstract class InventorySuite<TDatabase> : SecretInventoryConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override async ValueTask<ISecretInventory> CreateAsync() =>
        (ISecretInventory)await _database.CreateAsync<ISecretStore>();
}

public abstract class AtomicSuite<TDatabase> : AtomicConnectionStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();
    private ISecretStore? _secrets;

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override async ValueTask<IAtomicConnectionStore> CreateAsync()
    {
        var connections = await _database.CreateAsync<IConnectionStore>();
        _secrets = await _database.ReopenAsync<ISecretStore>();
        return (IAtomicConnectionStore)connections;
    }

    protected override ISecretStore SecretsOf(IAtomicConnectionStore store) => _secrets!;
}

public abstract class AuditSuite<TDatabase> : DurableAuditStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<IAuditStore> CreateAsync() => _database.CreateAsync<IAuditStore>();

    protected override ValueTask<IAuditStore> ReopenAsync() => _database.ReopenAsync<IAuditStore>();
}

public abstract class LimitSuite<TDatabase> : DurableLimitStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<ILimitStore> CreateAsync() => _database.CreateAsync<ILimitStore>();

    protected override ValueTask<ILimitStore> ReopenAsync() => _database.ReopenAsync<ILimitStore>();
}

public abstract class ConversationSuite<TDatabase> : DurableConversationStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<IConversationStore> CreateAsync() => _database.CreateAsync<IConversationStore>();

    protected override ValueTask<IConversationStore> ReopenAsync() => _database.ReopenAsync<IConversationStore>();
}

public abstract class ActivationSuite<TDatabase> : DurableActivationStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    private IBindingStore? _bindings;

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override async ValueTask<IActivationStore> CreateAsync()
    {
        var host = await _database.CreateAsync<IServiceProvider>();
        _bindings = host.GetRequiredService<IBindingStore>();
        return host.GetRequiredService<IActivationStore>();
    }

    protected override ValueTask<IActivationStore> ReopenAsync() => _database.ReopenAsync<IActivationStore>();

    protected override IBindingStore BindingsOf(IActivationStore store) => _bindings!;
}

public abstract class ConnectSessionSuite<TDatabase> : DurableConnectSessionStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<IConnectSessionStore> CreateAsync() => _database.CreateAsync<IConnectSessionStore>();

    protected override ValueTask<IConnectSessionStore> ReopenAsync() => _database.ReopenAsync<IConnectSessionStore>();
}

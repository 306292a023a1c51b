using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Testing;

namespace Versori.Connectors.AzureKeyVault.Tests;

public sealed class KeyVaultConformanceTests : DurableSecretStoreConformance, IAsyncLifetime
{
    private LoopbackVault _vault = null!;

    public async ValueTask InitializeAsync() => _vault = await LoopbackVault.StartAsync();

    public ValueTask DisposeAsync() => _vault.DisposeAsync();

    protected override ValueTask<ISecretStore> CreateAsync() => ReopenAsync();

    protected override ValueTask<ISecretStore> ReopenAsync() =>
        new(new KeyVaultSecretStore(_vault.CreateClient(), TimeProvider.System));
}

public sealed class KeyVaultStoreTests : IAsyncLifetime
{
    private const string Canary = "canary-secret";
    private static readonly SecretHolder Scope = new("connection", "1");

    private LoopbackVault _vault = null!;

    private KeyVaultSecretStore Store => new(_vault.CreateClient(), TimeProvider.System);

    public async ValueTask InitializeAsync() => _vault = await LoopbackVault.StartAsync();

    public ValueTask DisposeAsync() => _vault.DisposeAsync();

    [Fact]
    public async Task Names_with_any_characters_become_valid_vault_names()
    {
        var scope = new SecretHolder("connection", "ünïcode / 1");
        var reference = await Store.WriteAsync(scope, "token/oauth2 ✓", new Secret(Canary), default);

        var name = Assert.Single(_vault.Names);
        Assert.All(name, c => Assert.True(char.IsAsciiLetterOrDigit(c) || c == '-'));
        Assert.InRange(name.Length, 1, 127);
        Assert.Equal([reference], await Store.ListAsync(scope, default).ToListAsync());
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_refused_with_a_reason_and_nothing_is_written()
    {
        var refused = await Assert.ThrowsAsync<ConnectorStoreException>(
            () => Store.WriteAsync(Scope, new string('n', 300), new Secret(Canary), default).AsTask());

        Assert.Equal(ConnectorStoreFailure.Failed, refused.Failure);
        Assert.Empty(_vault.Names);
    }

    [Fact]
    public async Task A_long_value_is_split_into_several_secrets_and_deleted_with_all_of_them()
    {
        var reference = await Store.WriteAsync(Scope, "key", new Secret(new string('é', 40_000)), default);
        Assert.True(_vault.Names.Count > 1);
        Assert.Equal([reference], await Store.ListAsync(Scope, default).ToListAsync());

        await Store.DeleteAsync(reference, default);

        Assert.Empty(_vault.Names);
        Assert.NotEmpty(_vault.DeletedNames);
    }

    [Fact]
    public async Task A_throttled_request_is_repeated()
    {
        _vault.FailNext(429);

        var reference = await Store.WriteAsync(Scope, "key", new Secret("kept"), default);

        Assert.Equal("kept", (await Store.ReadAsync(reference, default))!.Reveal());
    }

    [Theory]
    [InlineData(429, ConnectorStoreFailure.Unavailable)]
    [InlineData(503, ConnectorStoreFailure.Unavailable)]
    [InlineData(403, ConnectorStoreFailure.AccessDenied)]
    [InlineData(400, ConnectorStoreFailure.Failed)]
    [InlineData(404, ConnectorStoreFailure.InvalidConfiguration)]
    [InlineData(409, ConnectorStoreFailure.Failed)]
    public async Task A_refusal_is_a_typed_failure_that_does_not_contain_the_secret(
        int status, ConnectorStoreFailure expected)
    {
        _vault.FailNext(status, times: 10);

        var failed = await Assert.ThrowsAsync<ConnectorStoreException>(
            () => Store.WriteAsync(Scope, "key", new Secret(Canary), default).AsTask());

        Assert.Equal(expected, failed.Failure);
        Assert.DoesNotContain(Canary, failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_vault_is_unavailable()
    {
        var store = new KeyVaultSecretStore(_vault.CreateClient(new Uri("https://127.0.0.1:1")), TimeProvider.System);

        var failed = await Assert.ThrowsAsync<ConnectorStoreException>(
            () => store.ReadAsync(new(Scope, "key", Guid.NewGuid().ToString("N")), default).AsTask());

        Assert.Equal(ConnectorStoreFailure.Unavailable, failed.Failure);
        Assert.True(failed.IsTransient);
    }

    [Fact]
    public async Task A_vault_that_does_not_respond_in_time_is_unavailable_and_serves_again_afterwards()
    {
        var store = new KeyVaultSecretStore(
            _vault.CreateClient(timeout: TimeSpan.FromMilliseconds(100)), TimeProvider.System);
        _vault.Gate.Close();

        var failed = await Assert.ThrowsAsync<ConnectorStoreException>(
            () => store.WriteAsync(Scope, "key", new Secret(Canary), default).AsTask());
        var unlisted = await Assert.ThrowsAsync<ConnectorStoreException>(
            () => store.ListAsync(Scope, default).CountAsync().AsTask());

        Assert.Equal(
            (ConnectorStoreFailure.Unavailable, ConnectorStoreFailure.Unavailable), (failed.Failure, unlisted.Failure));
        Assert.DoesNotContain(Canary, failed.ToString(), StringComparison.Ordinal);
        _vault.Gate.Open();
        var reference = await Store.WriteAsync(Scope, "key", new Secret("kept"), default);
        Assert.Equal("kept", (await Store.ReadAsync(reference, default))!.Reveal());
    }

    [Fact]
    public async Task A_call_cancelled_by_its_caller_is_cancelled_and_not_a_failure_of_the_vault()
    {
        _vault.Gate.Close();
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.WriteAsync(Scope, "key", new Secret(Canary), cancelled.Token).AsTask());
        _vault.Gate.Open();
    }

    [Fact]
    public async Task A_client_without_a_credential_is_a_typed_failure()
    {
        var store = new KeyVaultSecretStore(_vault.CreateClient(credential: new NoCredential()), TimeProvider.System);

        var failed = await Assert.ThrowsAsync<ConnectorStoreException>(
            () => store.WriteAsync(Scope, "key", new Secret(Canary), default).AsTask());

        Assert.Equal(ConnectorStoreFailure.Failed, failed.Failure);
        Assert.Contains("credential", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_vault_replaces_a_previously_registered_store()
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors().UseAzureKeyVault(_vault.CreateClient());

        using var provider = services.BuildServiceProvider();

        Assert.IsType<KeyVaultSecretStore>(provider.GetRequiredService<ISecretStore>());
    }

    /// <summary>Fails like Azure.Identity without a credential.</summary>
    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("No credential was found.");

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}

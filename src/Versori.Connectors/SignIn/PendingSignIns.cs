using Microsoft.Extensions.Logging;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.SignIn;

/// <summary>Stores pending sign-ins: their secrets in the secret store, everything else in their own store.</summary>
internal sealed class PendingSignIns(
    IPendingSignInStore store, ISecretStore secrets, TimeProvider time, ILogger<PendingSignIns> logger)
{
    public const string Verifier = "verifier";
    public const string DeviceCode = "deviceCode";
    public const string TemporaryToken = "temporaryToken";
    public const string TemporarySecret = "temporarySecret";

    private const string SecretName = "sign-in";
    private const string FieldPrefix = "field/";

    /// <param name="pending">The sign-in, without its secrets.</param>
    /// <param name="protocolSecrets">The verifier, the device code or the temporary credentials.</param>
    /// <param name="fields">The fields of the connection's own client.</param>
    /// <param name="cancellationToken">Cancels the call. A canceled call leaves nothing behind.</param>
    public async Task AddAsync(
        PendingSignIn pending,
        IReadOnlyDictionary<string, string> protocolSecrets,
        IReadOnlyDictionary<string, string> fields,
        CancellationToken cancellationToken)
    {
        await RemoveExpiredAsync(cancellationToken).ConfigureAwait(false);
        var values = new Dictionary<string, string>(protocolSecrets, StringComparer.Ordinal);
        foreach (var (name, value) in fields) values[FieldPrefix + name] = value;
        var scope = SecretHolder.ForSignIn(pending.Id);
        var reference = await secrets.WriteAsync(scope, SecretName, SecretBundle.Pack(values), cancellationToken)
            .ConfigureAwait(false);
        var complete = pending with { Secrets = reference };
        try
        {
            await store.AddAsync(complete, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await RemoveSecretsAsync(complete).ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask<PendingSignIn?> FindAsync(string id, CancellationToken cancellationToken) =>
        store.FindAsync(id, cancellationToken);

    public ValueTask<PendingSignIn?> UpdateAsync(PendingSignIn pending, CancellationToken cancellationToken) =>
        store.UpdateAsync(pending, cancellationToken);

    public ValueTask<PendingSignIn?> TakeAsync(string id, CancellationToken cancellationToken) =>
        store.TakeAsync(id, cancellationToken);

    /// <summary>Removes the sign-ins of an owner with their secrets, and returns how many there were.</summary>
    public async Task<int> RemoveOwnedAsync(Owner owner, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var pending in store.TakeOwnedAsync(owner, cancellationToken).ConfigureAwait(false))
        {
            await RemoveSecretsAsync(pending).ConfigureAwait(false);
            removed++;
        }

        return removed;
    }

    /// <summary>Returns the secrets of a sign-in.</summary>
    /// <exception cref="ConnectorException">The secrets no longer exist, or cannot be decrypted.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ReadSecretsAsync(
        PendingSignIn pending, CancellationToken cancellationToken)
    {
        var secret = await secrets.ReadAsync(pending.Secrets, cancellationToken).ConfigureAwait(false);
        return (secret is null ? null : SecretBundle.Unpack(secret)) ?? throw SignInErrors.InvalidCallback(
            "state", "The secrets of the sign-in no longer exist, or cannot be decrypted.");
    }

    /// <summary>Returns the fields of the connection's own client from a sign-in's secrets.</summary>
    public static Dictionary<string, string> ClientFields(IReadOnlyDictionary<string, string> values) => values
        .Where(pair => pair.Key.StartsWith(FieldPrefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[FieldPrefix.Length..], pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Removes the secrets of a sign-in that was taken. A failure is logged and not thrown.</summary>
    public async Task RemoveSecretsAsync(PendingSignIn pending)
    {
        try
        {
            await secrets.DeleteAsync(pending.Secrets, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.SignInSecretsNotDeleted(exception, pending.Id);
        }
    }

    // Each new sign-in removes those that expired without being completed.
    private async Task RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        await foreach (var expired in store.TakeExpiredAsync(time.GetUtcNow(), cancellationToken).ConfigureAwait(false))
        {
            await RemoveSecretsAsync(expired).ConfigureAwait(false);
        }
    }
}

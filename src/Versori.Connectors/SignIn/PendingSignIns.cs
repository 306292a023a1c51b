using Microsoft.Extensions.Logging;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Authorizing;

/// <summary>Keeps sign-ins that are under way: what is secret in the secret store, the rest beside it.</summary>
internal sealed class PendingAuthorizations(IPendingAuthorizationStore store, ISecretStore secrets, TimeProvider time, ILogger<PendingAuthorizations> logger)
{
    private const string SecretName = "sign-in";
    private const string FieldPrefix = "field/";

    public const string Verifier = "verifier";
    public const string DeviceCode = "deviceCode";
    public const string TemporaryToken = "temporaryToken";
    public const string TemporarySecret = "temporarySecret";

    /// <param name="pending">The sign-in, still without its secrets.</param>
    /// <param name="own">The verifier, the device's code or the temporary credentials.</param>
    /// <param name="fields">The fields of the connection's own client.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is left behind then either.</param>
    public async Task AddAsync(
        PendingAuthorization pending, IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken).ConfigureAwait(false);
        var values = new Dictionary<string, string>(own, StringComparer.Ordinal);
        foreach (var (name, value) in fields) values[FieldPrefix + name] = value;
        var reference = await secrets.WriteAsync(SecretScope.ForAuthorization(pending.Id), SecretName, SecretBundle.Pack(values), cancellationToken).ConfigureAwait(false);
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

    public ValueTask<PendingAuthorization?> FindAsync(string id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    public ValueTask<PendingAuthorization?> TakeAsync(string id, CancellationToken cancellationToken) => store.TakeAsync(id, cancellationToken);

    /// <summary>The secrets of a sign-in; <see langword="null"/> when they are gone.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>?> ReadAsync(PendingAuthorization pending, CancellationToken cancellationToken) =>
        await secrets.ReadAsync(pending.Secrets, cancellationToken).ConfigureAwait(false) is { } secret ? SecretBundle.Unpack(secret) : null;

    /// <summary>The fields of the connection's own client, among a sign-in's secrets.</summary>
    public static Dictionary<string, string> FieldsOf(IReadOnlyDictionary<string, string> values) => values
        .Where(pair => pair.Key.StartsWith(FieldPrefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[FieldPrefix.Length..], pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Removes the secrets of a sign-in that was taken. A failure is logged, and no more.</summary>
    public async Task RemoveSecretsAsync(PendingAuthorization pending)
    {
        try
        {
            await secrets.DeleteAsync(pending.Secrets, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.SignInSecretsLeftBehind(exception, pending.Id);
        }
    }

    // Whoever begins cleans up after those who never came back.
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await foreach (var expired in store.TakeExpiredAsync(time.GetUtcNow(), cancellationToken).ConfigureAwait(false))
        {
            await RemoveSecretsAsync(expired).ConfigureAwait(false);
        }
    }
}

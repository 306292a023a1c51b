using System.Runtime.CompilerServices;
using Azure;
using Azure.Security.KeyVault.Secrets;

namespace Versori.Connectors.AzureKeyVault;

/// <summary>
/// Secrets in an Azure Key Vault. Each version of a secret is a separate secret of the vault, because a vault deletes
/// either all versions of a name or none. A value that is too long for one secret is split.
/// </summary>
internal sealed class KeyVaultSecretStore(SecretClient client, TimeProvider time) : ISecretStore
{
    private const string ReferenceTag = "versori-connector";
    private const string ContentType = "application/vnd.versori.connectors+base64";

    public async ValueTask<SecretReference> WriteAsync(
        SecretHolder holder, string name, Secret value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        var reference = new SecretReference(holder, name, Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
        var parts = SecretParts.Split(value);
        // The first part is written last: without it the secret does not exist.
        for (var part = parts.Count - 1; part >= 0; part--)
        {
            var secret = new KeyVaultSecret(SecretName.Of(reference, part), parts[part]);
            secret.Properties.ContentType = ContentType;
            secret.Properties.Tags[ReferenceTag] = SecretName.TagOf(reference);
            await VaultFailures
                .TranslateAsync(() => client.SetSecretAsync(secret, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }

        return reference;
    }

    public async ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (await FindAsync(reference, 0, cancellationToken).ConfigureAwait(false) is not { } first) return null;
        var parts = new List<string> { first };
        for (var part = 1; part < SecretParts.CountOf(first); part++)
        {
            // If a part is missing, the secret is being deleted.
            if (await FindAsync(reference, part, cancellationToken).ConfigureAwait(false) is not { } next) return null;
            parts.Add(next);
        }

        return SecretParts.Join(parts);
    }

    public async ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (await FindAsync(reference, 0, cancellationToken).ConfigureAwait(false) is not { } first) return;
        for (var part = SecretParts.CountOf(first) - 1; part >= 0; part--)
        {
            await DeleteAsync(SecretName.Of(reference, part), cancellationToken).ConfigureAwait(false);
        }
    }

    public async IAsyncEnumerable<SecretReference> ListAsync(
        SecretHolder holder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = client.GetPropertiesOfSecretsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (all.ConfigureAwait(false))
        {
            while (await MoveNextAsync(all, cancellationToken).ConfigureAwait(false))
            {
                if (ReferenceOf(all.Current, holder) is { } reference) yield return reference;
            }
        }
    }

    private static Task<bool> MoveNextAsync(
        IAsyncEnumerator<SecretProperties> secrets, CancellationToken cancellationToken) =>
        VaultFailures.TranslateAsync(() => secrets.MoveNextAsync().AsTask(), cancellationToken);

    // Null unless the secret is the first part of one of the holder's.
    private static SecretReference? ReferenceOf(SecretProperties properties, SecretHolder holder)
    {
        if (!SecretName.IsFirst(properties.Name, holder)) return null;
        if (!properties.Tags.TryGetValue(ReferenceTag, out var tag)) return null;
        return SecretName.Read(tag) is { } reference && reference.Holder == holder ? reference : null;
    }

    private async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await VaultFailures
                .TranslateAsync(
                    () => client.StartDeleteSecretAsync(name, cancellationToken), cancellationToken, 404, 409)
                .ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409)
        {
            // It is deleted, or another process is deleting it.
        }
    }

    private async Task<string?> FindAsync(SecretReference reference, int part, CancellationToken cancellationToken)
    {
        if (!SecretName.IsOwn(reference)) return null;
        var name = SecretName.Of(reference, part);
        try
        {
            var found = await VaultFailures
                .TranslateAsync(
                    () => client.GetSecretAsync(name, cancellationToken: cancellationToken), cancellationToken, 404)
                .ConfigureAwait(false);
            return found.Value.Value;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }
}

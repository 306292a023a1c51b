using System.Runtime.CompilerServices;
using Azure;
using Azure.Security.KeyVault.Secrets;

namespace Versori.Connectors.AzureKeyVault;

/// <summary>
/// Secrets in an Azure Key Vault. Each version of a secret is a secret of the vault with a name of its own, because a vault
/// deletes all versions of a name or none. A value that is too long for one is kept in several.
/// </summary>
internal sealed class KeyVaultSecretStore(SecretClient client, TimeProvider time) : ISecretStore
{
    private const string Connector = "versori-connector";

    public async ValueTask<SecretReference> WriteAsync(SecretScope scope, string name, Secret value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        var reference = new SecretReference(scope, name, Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));
        var parts = SecretParts.Split(value);
        // The first part last: until it is there the secret is not.
        for (var part = parts.Count - 1; part >= 0; part--)
        {
            var secret = new KeyVaultSecret(SecretName.Of(reference, part), parts[part]);
            (secret.Properties.ContentType, secret.Properties.Tags[Connector]) = ("application/vnd.versori.connectors+base64", SecretName.TagOf(reference));
            await VaultFailures.TranslatedAsync(() => client.SetSecretAsync(secret, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        return reference;
    }

    public async ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (await FindAsync(reference, 0, cancellationToken).ConfigureAwait(false) is not { } first) return null;
        var parts = new List<string> { first };
        for (var part = 1; part < SecretParts.CountOf(first); part++)
        {
            // A part that is missing is one that is being deleted.
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
            try
            {
                var name = SecretName.Of(reference, part);
                await VaultFailures.TranslatedAsync(() => client.StartDeleteSecretAsync(name, cancellationToken), cancellationToken, 404, 409).ConfigureAwait(false);
            }
            catch (RequestFailedException exception) when (exception.Status is 404 or 409)
            {
                // Deleted already, or by somebody else at this moment.
            }
        }
    }

    public async IAsyncEnumerable<SecretReference> ListAsync(SecretScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = client.GetPropertiesOfSecretsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (all.ConfigureAwait(false))
        {
            while (await VaultFailures.TranslatedAsync(() => all.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false))
            {
                if (SecretName.IsFirst(all.Current.Name, scope)
                    && all.Current.Tags.TryGetValue(Connector, out var tag)
                    && SecretName.Read(tag) is { } reference
                    && reference.Scope == scope)
                {
                    yield return reference;
                }
            }
        }
    }

    private async Task<string?> FindAsync(SecretReference reference, int part, CancellationToken cancellationToken)
    {
        if (!SecretName.CanBe(reference)) return null;
        try
        {
            var name = SecretName.Of(reference, part);
            var found = await VaultFailures.TranslatedAsync(() => client.GetSecretAsync(name, cancellationToken: cancellationToken), cancellationToken, 404).ConfigureAwait(false);
            return found.Value.Value;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }
}

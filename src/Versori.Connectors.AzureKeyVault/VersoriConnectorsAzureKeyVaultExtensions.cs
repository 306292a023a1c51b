using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors;
using Versori.Connectors.AzureKeyVault;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps secrets in an Azure Key Vault.</summary>
public static class VersoriConnectorsAzureKeyVaultExtensions
{
    /// <summary>
    /// Keeps secrets in a vault. The other stores may be of any kind. The client's identity needs the permissions get,
    /// list, set and delete of secrets (role Key Vault Secrets Officer).
    /// </summary>
    /// <param name="builder">The result of <c>AddVersoriConnectors</c>.</param>
    /// <param name="client">The client of the vault, with the host's credentials and retries.</param>
    public static VersoriConnectorsBuilder UseAzureKeyVault(this VersoriConnectorsBuilder builder, SecretClient client)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(client);
        builder.Services.Replace(ServiceDescriptor.Singleton<ISecretStore>(provider =>
            new KeyVaultSecretStore(client, provider.GetRequiredService<TimeProvider>())));
        return builder;
    }
}

using System.Globalization;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Webhooks;

internal sealed class WebhookSecrets(WebhookFinder finder, ISecretStore store) : IWebhookSecrets
{
    /// <summary>What the names of webhooks' secrets begin with.</summary>
    public const string NamePrefix = "webhook/";

    private const int MostSecrets = 10;

    public async Task SetAsync(
        ConnectorId connectorId, string webhookId, IReadOnlyList<Secret> secrets, WebhookSecretKind kind = WebhookSecretKind.Signing, CancellationToken cancellationToken = default)
    {
        var found = await finder.FindAsync(connectorId, webhookId, cancellationToken).ConfigureAwait(false) ?? throw Unknown(connectorId.Value, webhookId);
        await SetAsync(found, secrets, kind, cancellationToken).ConfigureAwait(false);
    }

    public async Task SetAsync(
        ConnectionId connectionId, string webhookId, IReadOnlyList<Secret> secrets, WebhookSecretKind kind = WebhookSecretKind.Signing, CancellationToken cancellationToken = default)
    {
        var found = await finder.FindAsync(connectionId, webhookId, cancellationToken).ConfigureAwait(false) ?? throw Unknown(connectionId.ToString(), webhookId);
        await SetAsync(found, secrets, kind, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The secrets in force: those of the first owner that has any.</summary>
    public async ValueTask<IReadOnlyList<Secret>> ReadAsync(FoundWebhook found, WebhookSecretKind kind, CancellationToken cancellationToken)
    {
        var name = NameOf(found.Definition.Id, kind);
        foreach (var scope in found.Scopes)
        {
            var secrets = new List<Secret>();
            // While they are being replaced there are two versions, and both are good.
            await foreach (var reference in store.ListAsync(scope, cancellationToken).ConfigureAwait(false))
            {
                if (reference.Name != name || await store.ReadAsync(reference, cancellationToken).ConfigureAwait(false) is not { } bundle) continue;
                secrets.AddRange((SecretBundle.Unpack(bundle)?.Values ?? []).Select(value => new Secret(value)));
            }

            if (secrets.Count > 0) return secrets;
        }

        return [];
    }

    private async Task SetAsync(FoundWebhook found, IReadOnlyList<Secret> secrets, WebhookSecretKind kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (secrets.Count > MostSecrets) throw Invalid(found.Definition.Id, $"A webhook has up to {MostSecrets} secrets at a time.");
        foreach (var secret in secrets)
        {
            if (kind == WebhookSecretKind.Signing && !WebhookKeys.IsUsable(found.Definition.Scheme, secret.Reveal())) throw Invalid(found.Definition.Id, "A secret is empty, or not of the form that the webhook's scheme needs.");
            if (kind == WebhookSecretKind.VerifyToken && secret.Reveal().Length == 0) throw Invalid(found.Definition.Id, "A verify token is empty.");
        }

        var (scope, name) = (found.Scopes[0], NameOf(found.Definition.Id, kind));
        var before = new List<SecretReference>();
        await foreach (var reference in store.ListAsync(scope, cancellationToken).ConfigureAwait(false))
        {
            if (reference.Name == name) before.Add(reference);
        }

        if (secrets.Count > 0)
        {
            var values = secrets.Index().ToDictionary(item => item.Index.ToString(CultureInfo.InvariantCulture), item => item.Item.Reveal(), StringComparer.Ordinal);
            await store.WriteAsync(scope, name, SecretBundle.Pack(values), cancellationToken).ConfigureAwait(false);
        }

        foreach (var reference in before) await store.DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
    }

    private static string NameOf(string webhookId, WebhookSecretKind kind) =>
        $"{NamePrefix}{webhookId}/{(kind == WebhookSecretKind.Signing ? "signing" : "verifyToken")}";

    private static ConnectorException Unknown(string owner, string webhookId) =>
        ConnectionErrors.Of(ConnectorErrorCode.NotFound, $"There is no webhook '{webhookId}' of '{owner}' in a published definition.", webhookId);

    private static ConnectorException Invalid(string webhookId, string message) => ConnectionErrors.Of(ConnectorErrorCode.InvalidCredential, message, webhookId);
}

using System.Globalization;
using Versori.Connectors.Auditing;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Connecting;
using Versori.Connectors.Refresh;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Webhooks;

internal sealed class WebhookSecrets(
    WebhookFinder finder, ISecretStore store, AuditTrail audit, EngineLifetime lifetime) : IWebhookSecrets
{
    /// <summary>The prefix of the names of webhook secrets.</summary>
    public const string NamePrefix = "webhook/";

    private const int MaxSecrets = 10;

    public async Task SetAsync(
        ConnectorId connectorId,
        string webhookId,
        IReadOnlyList<Secret> secrets,
        WebhookSecretKind kind = WebhookSecretKind.Signing,
        CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(connectorId);
        StoredText.ThrowIfInvalid(webhookId, nameof(webhookId));
        CheckSecrets(secrets);
        var found = await finder.FindAsync(connectorId, webhookId, cancellationToken).ConfigureAwait(false)
            ?? throw Unknown(connectorId.Value, webhookId);
        await SetAsync(found, secrets, kind, cancellationToken).ConfigureAwait(false);
        await audit.RecordAsync(AuditAction.WebhookSecretsChanged, connectorId, webhookId).ConfigureAwait(false);
    }

    public async Task SetAsync(
        ConnectionId connectionId,
        string webhookId,
        IReadOnlyList<Secret> secrets,
        WebhookSecretKind kind = WebhookSecretKind.Signing,
        CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(connectionId);
        StoredText.ThrowIfInvalid(webhookId, nameof(webhookId));
        CheckSecrets(secrets);
        var found = await finder.FindAsync(connectionId, webhookId, cancellationToken).ConfigureAwait(false)
            ?? throw Unknown(connectionId.ToString(), webhookId);
        await SetAsync(found, secrets, kind, cancellationToken).ConfigureAwait(false);
        await audit.RecordAsync(AuditAction.WebhookSecretsChanged, connectionId, webhookId).ConfigureAwait(false);
    }

    /// <summary>Returns the secrets in use: those of the first owner that has any.</summary>
    public async ValueTask<IReadOnlyList<Secret>> ReadAsync(
        FoundWebhook found, WebhookSecretKind kind, CancellationToken cancellationToken)
    {
        var name = NameOf(found.Definition.Id, kind);
        foreach (var scope in found.Scopes)
        {
            var secrets = new List<Secret>();

            // While secrets are being replaced, there are two versions, and both are valid.
            await foreach (var reference in store.ListAsync(scope, cancellationToken).ConfigureAwait(false))
            {
                if (reference.Name != name) continue;
                var bundle = await store.ReadAsync(reference, cancellationToken).ConfigureAwait(false);
                if (bundle is null) continue;
                secrets.AddRange((SecretBundle.Unpack(bundle)?.Values ?? []).Select(value => new Secret(value)));
            }

            if (secrets.Count > 0) return secrets;
        }

        return [];
    }

    private async Task SetAsync(
        FoundWebhook found, IReadOnlyList<Secret> secrets, WebhookSecretKind kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (secrets.Count > MaxSecrets)
            throw Invalid(found.Definition.Id, $"A webhook can have at most {MaxSecrets} secrets.");
        foreach (var secret in secrets) Check(found.Definition, secret.Reveal(), kind);

        var scope = found.Scopes[0];
        var name = NameOf(found.Definition.Id, kind);
        var replaced = new List<SecretReference>();
        await foreach (var reference in store.ListAsync(scope, cancellationToken).ConfigureAwait(false))
        {
            if (reference.Name == name) replaced.Add(reference);
        }

        if (secrets.Count > 0)
        {
            var values = secrets.Index().ToDictionary(
                item => item.Index.ToString(CultureInfo.InvariantCulture),
                item => item.Item.Reveal(),
                StringComparer.Ordinal);
            await store.WriteAsync(scope, name, SecretBundle.Pack(values), cancellationToken).ConfigureAwait(false);
        }

        foreach (var reference in replaced) await store.DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
    }

    private static void CheckSecrets(IReadOnlyList<Secret> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        foreach (var secret in secrets)
        {
            ArgumentNullException.ThrowIfNull(secret, nameof(secrets));
            if (StoredText.IsUnicode(secret.Reveal())) continue;
            throw new ArgumentException(
                "A secret contains half of a surrogate pair, which is no Unicode text.", nameof(secrets));
        }
    }

    private static void Check(WebhookDefinition webhook, string secret, WebhookSecretKind kind)
    {
        if (kind == WebhookSecretKind.Signing && WebhookKeys.LacksEd25519(webhook.Scheme, [new Secret(secret)]))
            throw KeyErrors.NotSupported(webhook.Id, Ed25519Provider.Hint);
        if (kind == WebhookSecretKind.Signing && !WebhookKeys.IsUsable(webhook.Scheme, secret))
        {
            throw Invalid(
                webhook.Id, "A secret is empty, or does not have the form that the webhook's scheme requires.");
        }

        if (kind == WebhookSecretKind.VerifyToken && secret.Length == 0)
            throw Invalid(webhook.Id, "A verify token is empty.");
    }

    private static string NameOf(string webhookId, WebhookSecretKind kind) =>
        $"{NamePrefix}{webhookId}/{(kind == WebhookSecretKind.Signing ? "signing" : "verifyToken")}";

    private static ConnectorException Unknown(string owner, string webhookId)
    {
        var message = $"'{owner}' has no webhook '{webhookId}' in a published definition.";
        return ConnectionErrors.Create(ConnectorErrorCode.NotFound, message, webhookId);
    }

    private static ConnectorException Invalid(string webhookId, string message) =>
        ConnectionErrors.Create(ConnectorErrorCode.InvalidCredential, message, webhookId);
}

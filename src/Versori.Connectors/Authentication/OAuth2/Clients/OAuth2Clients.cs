using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Finds the client that a connection uses: its own, or the host's, whose secret is read whenever it is needed.</summary>
internal sealed class OAuth2Clients(IConnectorStore connectors, ISecretStore secrets)
{
    public const string Id = "clientId";
    public const string SecretField = "clientSecret";

    /// <summary>What the names of client secrets within a connector's secrets begin with.</summary>
    public const string SecretPrefix = "client/";

    /// <summary>The name of a method's client secret within the connector's secrets.</summary>
    public static string SecretName(string methodId) => SecretPrefix + methodId;

    public async ValueTask<OAuth2Client> FindAsync(OAuth2Auth method, ConnectorId connectorId, TemplateValues values, CancellationToken cancellationToken)
    {
        if (Text(values, Id) is { } id) return new(id, Text(values, SecretField) is { } own ? new Secret(own) : null, isCentral: false);
        if (method.ClientId is not { } central) return new(null, null, isCentral: false);
        return new(central, await ReadAsync(method.Id, connectorId, cancellationToken).ConfigureAwait(false), isCentral: true);
    }

    /// <summary>The values with the client's among them, as its templates need them.</summary>
    public static TemplateValues With(TemplateValues values, OAuth2Client client)
    {
        if (!client.IsCentral) return values;
        var copy = values.In(values.Context);
        copy.SetSecret(Id, new Secret(client.Id!));
        copy.SetSecret(SecretField, client.Secret);
        return copy;
    }

    // A secret that is gone was rotated between the two reads; then the connector names the next one.
    private async ValueTask<Secret?> ReadAsync(string methodId, ConnectorId connectorId, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var connector = await connectors.FindAsync(connectorId, null, cancellationToken).ConfigureAwait(false);
            if (connector?.ClientSecrets.TryGetValue(methodId, out var reference) is not true) return null;
            if (await secrets.ReadAsync(reference, cancellationToken).ConfigureAwait(false) is { } secret) return secret;
        }

        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = $"The secret of the client registered for '{methodId}' is not in the secret store, or cannot be opened. Rotate it.",
            Location = methodId,
        });
    }

    private static string? Text(TemplateValues values, string name) => values.TryGet(name, out var value) ? value.Text : null;
}

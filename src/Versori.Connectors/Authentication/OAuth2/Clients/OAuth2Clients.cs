using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Finds the client of a connection: the connection's own, or the host's. The secret of the host's client is read for
/// each request.
/// </summary>
internal sealed class OAuth2Clients(IConnectorStore connectors, ISecretStore secrets)
{
    public const string IdField = "clientId";
    public const string SecretField = "clientSecret";

    /// <summary>The prefix of the names of client secrets among a connector's secrets.</summary>
    public const string SecretPrefix = "client/";

    /// <summary>Returns the name of a method's client secret among the connector's secrets.</summary>
    public static string SecretName(string methodId) => SecretPrefix + methodId;

    public async ValueTask<OAuth2Client> FindAsync(
        OAuth2Auth method, ConnectorId connectorId, ExpressionValues values, CancellationToken cancellationToken)
    {
        if (Text(values, IdField) is { } ownId)
        {
            var ownSecret = Text(values, SecretField) is { } text ? new Secret(text) : null;
            return new(ownId, ownSecret, isCentral: false);
        }

        if (method.ClientId is not { } centralId) return new(null, null, isCentral: false);
        var secret = await ReadSecretAsync(method.Id, centralId, connectorId, cancellationToken)
            .ConfigureAwait(false);
        return new(centralId, secret, isCentral: true);
    }

    /// <summary>Adds the id and secret of the host's client to the values, for the method's expressions.</summary>
    public static ExpressionValues With(ExpressionValues values, OAuth2Client client)
    {
        if (!client.IsCentral) return values;
        var copy = values.WithContext(values.Context);
        copy.SetSecret(IdField, new Secret(client.Id!));
        copy.SetSecret(SecretField, client.Secret);
        return copy;
    }

    // A secret can be rotated between the two reads. The second attempt then finds the new reference on the connector.
    private async ValueTask<Secret?> ReadSecretAsync(
        string methodId, string clientId, ConnectorId connectorId, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var connector = await connectors.FindAsync(connectorId, null, cancellationToken).ConfigureAwait(false);
            if (connector?.FindClientSecret(methodId, clientId) is not { } reference) return null;
            var secret = await secrets.ReadAsync(reference, cancellationToken).ConfigureAwait(false);
            if (secret is not null) return secret;
        }

        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = $"The secret of the client '{clientId}' of '{methodId}' is not in the secret store, "
                + "or cannot be decrypted. Set it again.",
            Location = methodId,
        });
    }

    private static string? Text(ExpressionValues values, string name) =>
        values.TryGet(name, out var value) ? value.Text : null;
}

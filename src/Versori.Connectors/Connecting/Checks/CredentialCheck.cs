using System.Net;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>Tries a credential with the check requests of its auth methods, or with a harmless endpoint.</summary>
internal sealed class CredentialCheck(CheckRequests checks, CheckEndpointCall call, TimeProvider time)
{
    /// <exception cref="ConnectorException">The external system refused the credential, or was not reached.</exception>
    public async Task<ConnectionCheck> TryAsync(
        PreparedConnection prepared, ConnectorDefinition definition, CancellationToken cancellationToken)
    {
        if (CheckRequests.Exist(prepared))
        {
            return await checks.TryAsync(prepared, definition, cancellationToken).ConfigureAwait(false);
        }

        return CheckEndpoints.Select(definition) is { } endpoint
            ? await TryAsync(prepared, definition, endpoint, cancellationToken).ConfigureAwait(false)
            : new(ConnectionCheckOutcome.NotChecked, time.GetUtcNow());
    }

    private async Task<ConnectionCheck> TryAsync(
        PreparedConnection prepared,
        ConnectorDefinition definition,
        ConnectorEndpoint endpoint,
        CancellationToken cancellationToken)
    {
        var snapshot = prepared.Connection.Snapshot;
        var address = BaseAddresses.Evaluate(endpoint.BaseUrl ?? definition.BaseUrl, snapshot);
        var target = BaseAddresses.Append(address, CheckEndpoints.PathOf(endpoint, snapshot));
        if (!Origins.Contains(prepared.Origins, target)) throw OriginNotAllowed(endpoint, target);

        var response = await call.SendAsync(prepared, endpoint, target, definition, cancellationToken)
            .ConfigureAwait(false);
        // A challenge, for example a nonce, is not a refusal yet: the request is sent once more with the challenge
        // answered.
        if (response.IsChallengeAnswered)
        {
            response = await call.SendAsync(prepared, endpoint, target, definition, cancellationToken)
                .ConfigureAwait(false);
        }

        if (IsRefused(response, definition)) throw Refused(definition, endpoint, response.Status);
        if ((int)response.Status >= 500) throw Failed(definition, endpoint, response.Status);
        var outcome = (int)response.Status is >= 200 and < 300
            ? ConnectionCheckOutcome.Accepted
            : ConnectionCheckOutcome.Inconclusive;
        return new(outcome, time.GetUtcNow(), endpoint.Id, (int)response.Status);
    }

    // Status 403 counts only on an endpoint that the definition names: a valid credential may lack access to others.
    private static bool IsRefused(CheckResponse response, ConnectorDefinition definition)
    {
        if (response.IsRejected || response.Status == HttpStatusCode.Unauthorized) return true;
        return response.Status == HttpStatusCode.Forbidden && definition.CheckEndpoint is not null;
    }

    private static ConnectorException OriginNotAllowed(ConnectorEndpoint endpoint, Uri url) => ConnectionErrors.Create(
        ConnectorErrorCode.OriginNotAllowed,
        $"The check endpoint '{endpoint.Id}' is at {Origins.Of(url)}, "
            + "to which the connector's credentials may not be sent. Nothing was saved. Set another "
            + $"{nameof(ConnectorDefinition.CheckEndpoint)}, one at the connector's base URL.",
        endpoint.Id);

    private static ConnectorException Refused(
        ConnectorDefinition definition, ConnectorEndpoint endpoint, HttpStatusCode status) => ConnectionErrors.Create(
        ConnectorErrorCode.CredentialRefused,
        $"'{definition.Title}' refused the credential: '{endpoint.Id}' returned status {(int)status}. "
            + "Nothing was saved.",
        endpoint.Id);

    private static ConnectorException Failed(
        ConnectorDefinition definition, ConnectorEndpoint endpoint, HttpStatusCode status) =>
        new(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = $"'{definition.Title}' could not check the credential: "
                + $"'{endpoint.Id}' returned status {(int)status}. Nothing was saved.",
            Location = endpoint.Id,
            IsTransient = true,
        });
}

using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Grants;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.SignIn;

/// <summary>Sends the token request of a sign-in (RFC 6749 §4.1.3, RFC 8628 §3.4).</summary>
internal sealed class SignInTokenRequester(
    ConnectionService connections,
    SignInValues signInValues,
    SignInTransports transports,
    TokenRequester requester,
    EngineTelemetry telemetry)
{
    /// <param name="pending">The sign-in.</param>
    /// <param name="fields">The fields of the connection's own client.</param>
    /// <param name="further">The connection's further credentials.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="callback">The parameters of the callback; <see langword="null"/> for a device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<TokenResult> RequestAsync(
        PendingSignIn pending,
        IReadOnlyDictionary<string, string> fields,
        IReadOnlyList<MethodCredential> further,
        TokenGrant grant,
        IReadOnlyDictionary<string, string>? callback,
        CancellationToken cancellationToken)
    {
        var method = (OAuth2Auth)pending.Method;
        var connector = await connections.FindConnectorAsync(pending.ConnectorId, cancellationToken)
            .ConfigureAwait(false);
        var values = signInValues.Of(connector, method, pending.Inputs, fields);
        return await telemetry.MeasureAsync(
            pending.ConnectorId,
            TokenPurpose.SignIn,
            () => transports.SendAsync(further, connector, pending.Inputs, transport => requester.RequestAsync(
                method,
                new(pending.ConnectorId, values, null) { Transport = transport },
                grant,
                callback,
                cancellationToken))).ConfigureAwait(false);
    }
}

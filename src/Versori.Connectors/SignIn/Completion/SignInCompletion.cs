using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.SignIn;

/// <summary>Connects, or reconnects, with the token of a sign-in.</summary>
internal sealed class SignInCompletion(ConnectionService connections)
{
    /// <param name="pending">The sign-in.</param>
    /// <param name="fields">The fields of the connection's own client.</param>
    /// <param name="token">The token.</param>
    /// <param name="further">The connection's further credentials.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Connection> ConnectAsync(
        PendingSignIn pending,
        IReadOnlyDictionary<string, string> fields,
        Token token,
        IReadOnlyList<MethodCredential> further,
        CancellationToken cancellationToken)
    {
        var credential = Credential.For(pending.Method.Id, fields);
        MethodCredential[] signedIn = [new(pending.Method, credential, token, pending.HasOwnScopes), .. further];
        if (pending.ConnectionId is { } id)
        {
            return connections.ReconnectAsync(
                id,
                [credential],
                pending.Inputs,
                pending.CheckCredential,
                signedIn,
                pending.AllowOtherAccount,
                cancellationToken);
        }

        var request = new ConnectRequest
        {
            ConnectorId = pending.ConnectorId,
            Name = pending.Name,
            Owner = pending.Owner,
            Credential = credential,
            Inputs = pending.Inputs,
            IsDefault = pending.IsDefault,
            CheckCredential = pending.CheckCredential,
        };
        return connections.ConnectAsync(request, signedIn, cancellationToken);
    }
}

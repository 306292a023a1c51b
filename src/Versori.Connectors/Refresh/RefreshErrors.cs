using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>The errors of refreshes.</summary>
internal static class RefreshErrors
{
    public static ConnectorError Expired(PreparedMethod method) => new()
    {
        Code = ConnectorErrorCode.NeedsReauthorization,
        Message = $"The token of '{method.Method.Id}' has expired and cannot be refreshed: "
            + "there is no refresh token, or it has expired too.",
        Location = method.Method.Id,
    };

    public static ConnectorException NotSaved(ConnectionId id, Exception exception) => new(
        new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = "A refreshed token could not be saved because a store failed. "
                + "It is kept in memory and saved with the next attempt.",
            Location = id.ToString(),
            IsTransient = true,
        },
        exception);

    public static ConnectorException LockLost(ConnectionId id) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.Unavailable,
        Message = "The connection could not be refreshed because its lock was lost repeatedly; try again.",
        Location = id.ToString(),
        IsTransient = true,
    });

    public static ConnectorException SecretMissing(Connection connection) => ConnectionErrors.NeedsReauthorization(
        connection with { StatusReason = "One of its secrets is not in the secret store, or can no longer be read." });
}

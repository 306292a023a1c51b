using System.Globalization;

namespace Versori.Connectors.Http;

/// <summary>The errors of calls that are not sent because of a limit.</summary>
internal static class LimitErrors
{
    public static ConnectorException Refused(ConnectionId connection, TimeSpan wait, TimeSpan maximum) =>
        new(new ConnectorError
        {
            Code = ConnectorErrorCode.Limited,
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"The call would have to wait about {wait.TotalSeconds:0.#} seconds for the limits of the external "
                + $"system, and may wait {maximum.TotalSeconds:0.#}. It was not sent. Call again later, or raise "
                + $"{nameof(VersoriConnectorsOptions)}.{nameof(VersoriConnectorsOptions.MaximumLimitWait)}, or for one "
                + $"request {nameof(ConnectorRequestOptions)}.{nameof(ConnectorRequestOptions.MaximumLimitWait)}."),
            Location = connection.ToString(),
            IsTransient = true,
            RetryAfter = wait,
        });
}

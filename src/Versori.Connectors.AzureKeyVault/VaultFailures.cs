using Azure;

namespace Versori.Connectors.AzureKeyVault;

/// <summary>Translates failures of the vault to <see cref="ConnectorStoreException"/>.</summary>
internal static class VaultFailures
{
    /// <summary>Runs work, and translates its exceptions.</summary>
    /// <param name="work">A call of the vault's client.</param>
    /// <param name="cancellationToken">
    /// The token of the call. If it is not canceled, a cancellation is the client's timeout.
    /// </param>
    /// <param name="expected">Status codes that the caller handles.</param>
    /// <exception cref="RequestFailedException">The status code is one of those expected.</exception>
    /// <exception cref="ConnectorStoreException">The work failed in any other way.</exception>
    public static async Task<T> TranslateAsync<T>(
        Func<Task<T>> work, CancellationToken cancellationToken, params int[] expected)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, expected, cancellationToken))
        {
            throw Translate(exception);
        }
    }

    private static bool IsFailure(
        Exception exception, int[] expected, CancellationToken cancellationToken) => exception switch
        {
            OutOfMemoryException or ConnectorStoreException => false,
            OperationCanceledException => !cancellationToken.IsCancellationRequested,
            RequestFailedException { Status: var status } => !expected.Contains(status),
            _ => true,
        };

    private static ConnectorStoreException Translate(Exception exception) => exception switch
    {
        // The client throws it after several attempts.
        AggregateException { InnerExceptions: [.., var last] } => Translate(last),
        RequestFailedException failed => Translate(failed),
        OperationCanceledException => Unavailable(exception),
        _ => new(
            ConnectorStoreFailure.Failed, "The vault's client failed. Check that it has valid credentials.", exception),
    };

    private static ConnectorStoreException Translate(RequestFailedException exception) => exception.Status switch
    {
        401 or 403 => new(
            ConnectorStoreFailure.AccessDenied,
            "The vault refuses the request. Its client needs the permissions get, list, set and delete of secrets.",
            exception),
        0 or 408 or 429 or >= 500 => Unavailable(exception),
        404 => new(
            ConnectorStoreFailure.InvalidConfiguration,
            "The vault does not exist, or it does not store secrets. Check its address.",
            exception),
        _ => new(ConnectorStoreFailure.Failed, $"The vault failed with {exception.Status}.", exception),
    };

    private static ConnectorStoreException Unavailable(Exception exception) => new(
        ConnectorStoreFailure.Unavailable, "The vault does not respond, or is temporarily unavailable.", exception);
}

using Azure;

namespace Versori.Connectors.AzureKeyVault;

/// <summary>Says in the library's words what a failure of the vault means.</summary>
internal static class VaultFailures
{
    /// <param name="work">A call of the vault's client.</param>
    /// <param name="cancellationToken">What the call was given: a cancellation without it is the client's own limit of time.</param>
    /// <param name="expected">Statuses that are answers to the caller.</param>
    /// <exception cref="RequestFailedException">The status is one of those expected.</exception>
    /// <exception cref="ConnectorStoreException">Anything else went wrong.</exception>
    public static async Task<T> TranslatedAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken, params int[] expected)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or ConnectorStoreException)
            && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
            && !(exception is RequestFailedException { Status: var status } && expected.Contains(status)))
        {
            throw Of(exception);
        }
    }

    private static ConnectorStoreException Of(Exception exception) => exception switch
    {
        // What the client throws after several tries.
        AggregateException { InnerExceptions: [.., var last] } => Of(last),
        RequestFailedException failed => Of(failed),
        OperationCanceledException => Unavailable(exception),
        _ => new(ConnectorStoreFailure.Failed, "The vault's client failed; it may have no credential to show.", exception),
    };

    private static ConnectorStoreException Of(RequestFailedException exception) => exception.Status switch
    {
        401 or 403 => new(ConnectorStoreFailure.AccessDenied, "The vault refuses this to its client. It needs the permissions get, list, set and delete of secrets.", exception),
        0 or 408 or 429 or >= 500 => Unavailable(exception),
        404 => new(ConnectorStoreFailure.InvalidConfiguration, "There is no such vault, or it is not one that keeps secrets; check its address.", exception),
        _ => new(ConnectorStoreFailure.Failed, $"The vault failed with {exception.Status}.", exception),
    };

    private static ConnectorStoreException Unavailable(Exception exception) =>
        new(ConnectorStoreFailure.Unavailable, "The vault does not answer, or cannot serve this for the moment.", exception);
}

using Azure;

namespace Versori.Connectors.AzureKeyVault;

/// <summary>Says in the library's words what a failure of the vault means.</summary>
internal static class VaultFailures
{
    public static async Task<T> TranslatedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status is not (404 or 409))
        {
            throw Of(exception);
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is RequestFailedException))
        {
            // What the client throws after several tries.
            throw Of((RequestFailedException)exception.InnerExceptions[^1]);
        }
    }

    private static ConnectorStoreException Of(RequestFailedException exception) => exception.Status switch
    {
        401 or 403 => new(ConnectorStoreFailure.AccessDenied, "The vault refuses this to its client. It needs the permissions get, list, set and delete of secrets.", exception),
        0 or 408 or 429 or >= 500 => new(ConnectorStoreFailure.Unavailable, "The vault does not answer, or cannot serve this for the moment.", exception),
        _ => new(ConnectorStoreFailure.Failed, $"The vault failed with {exception.Status}.", exception),
    };
}

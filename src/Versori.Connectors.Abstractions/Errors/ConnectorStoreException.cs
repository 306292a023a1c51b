namespace Versori.Connectors;

/// <summary>
/// The exception that stores throw when an operation fails. <see cref="Failure"/> is one of a closed set. The message
/// contains how to fix the failure, and neither a secret nor a connection string.
/// </summary>
/// <remarks>
/// Stores throw it instead of their drivers' exceptions. The engine treats it as an outage: warm connections continue
/// with cached data, and other calls fail with this exception.
/// </remarks>
public sealed class ConnectorStoreException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="failure">The kind of failure.</param>
    /// <param name="message">A description for people, with how to fix the failure.</param>
    /// <param name="innerException">The driver's exception, if it contains no secret.</param>
    public ConnectorStoreException(ConnectorStoreFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>The kind of failure.</summary>
    public ConnectorStoreFailure Failure { get; }

    /// <summary>Whether the same call may succeed later without any change.</summary>
    public bool IsTransient => Failure is ConnectorStoreFailure.Unavailable;
}

namespace Versori.Connectors;

/// <summary>
/// A store could not do what it was asked to. <see cref="Failure"/> is one of a closed set; the message says what would fix
/// it, and holds neither a secret nor a connection string.
/// </summary>
/// <remarks>
/// Stores throw it instead of their drivers' own exceptions. To the engine it is an outage: warm connections go on with what
/// was read before, and other calls fail with it.
/// </remarks>
public sealed class ConnectorStoreException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="message">What went wrong, for people, with what would fix it.</param>
    /// <param name="innerException">The driver's own exception, if it holds no secret.</param>
    public ConnectorStoreException(ConnectorStoreFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>What went wrong.</summary>
    public ConnectorStoreFailure Failure { get; }

    /// <summary>Whether the same call may succeed later without any change.</summary>
    public bool IsTransient => Failure is ConnectorStoreFailure.Unavailable;
}

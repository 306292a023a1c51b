using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The exception that is thrown when a call cannot return the value that it promises. <see cref="Code"/> is one of a
/// closed set. The message contains what went wrong, where, and how to fix it, and never a secret.
/// </summary>
public sealed class ConnectorException : Exception
{
    /// <summary>Creates an exception from one error.</summary>
    public ConnectorException(ConnectorError error, Exception? innerException = null)
        : this([error], innerException)
    {
    }

    /// <summary>Creates an exception from several errors, at least one.</summary>
    public ConnectorException(IReadOnlyList<ConnectorError> errors, Exception? innerException = null)
        : base(Describe(errors), innerException) => Errors = ValueList<ConnectorError>.Of(errors);

    /// <summary>All errors; at least one.</summary>
    public IReadOnlyList<ConnectorError> Errors { get; }

    /// <summary>The first error.</summary>
    public ConnectorError Error => Errors[0];

    /// <summary>The kind of the first error.</summary>
    public ConnectorErrorCode Code => Error.Code;

    private static string Describe(IReadOnlyList<ConnectorError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentOutOfRangeException.ThrowIfZero(errors.Count, nameof(errors));
        return errors.Count == 1
            ? errors[0].ToString()
            : $"{errors.Count} errors:{string.Concat(errors.Select(error => $"{Environment.NewLine}- {error}"))}";
    }
}

using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A call that promises a value could not give one. <see cref="Code"/> is one of a closed set; the message says what was
/// wrong, where, and what would fix it, and never holds a secret.
/// </summary>
public sealed class ConnectorException : Exception
{
    /// <summary>Makes an exception of one error.</summary>
    public ConnectorException(ConnectorError error, Exception? innerException = null)
        : this([error], innerException)
    {
    }

    /// <summary>Makes an exception of several errors, at least one.</summary>
    public ConnectorException(IReadOnlyList<ConnectorError> errors, Exception? innerException = null)
        : base(Describe(errors), innerException) => Errors = ValueList<ConnectorError>.Of(errors);

    /// <summary>All that went wrong, at least one error.</summary>
    public IReadOnlyList<ConnectorError> Errors { get; }

    /// <summary>The first error.</summary>
    public ConnectorError Error => Errors[0];

    /// <summary>What went wrong first.</summary>
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

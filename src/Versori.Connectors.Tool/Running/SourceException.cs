namespace Versori.Connectors.Tool.Running;

/// <summary>A failure of the library, with the source that it belongs to.</summary>
internal sealed class SourceException(string source, ConnectorException cause, bool isFetch)
    : Exception(cause.Message, cause)
{
    public string SourceName { get; } = source;

    public IReadOnlyList<ConnectorError> Errors { get; } = cause.Errors;

    /// <summary>What cannot be fetched is unreadable; what can be read and is wrong has problems.</summary>
    public int ExitCode { get; } = isFetch ? Running.ExitCode.Unreadable : CommandRun.CodeOf(cause);
}

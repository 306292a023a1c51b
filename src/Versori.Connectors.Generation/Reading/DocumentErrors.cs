namespace Versori.Connectors.Generation.Reading;

/// <summary>Creates the errors of reading a document.</summary>
internal static class DocumentErrors
{
    public static ConnectorException Invalid(
        string pointer, string message, int? line = null, Exception? inner = null)
    {
        var error = new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidDocument,
            Message = message,
            Location = pointer,
            Line = line,
        };
        return new(error, inner);
    }

    public static ConnectorException TooLarge(int limit) => Invalid(
        "",
        $"The document is larger than {limit} bytes. "
        + $"Increase {nameof(ConnectorGenerationOptions.MaximumDocumentSize)} to read it.");

    public static ConnectorException Disposed(string message, ObjectDisposedException inner) =>
        new(new ConnectorError { Code = ConnectorErrorCode.Disposed, Message = message }, inner);

    public static ConnectorException Unavailable(
        string message, TimeSpan? retryAfter = null, Exception? inner = null)
    {
        var error = new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
            Message = message,
            IsTransient = true,
            RetryAfter = retryAfter,
        };
        return new(error, inner);
    }
}

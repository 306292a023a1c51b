namespace Versori.Connectors.Generation.Reading;

/// <summary>Makes the errors of reading a document.</summary>
internal static class DocumentFault
{
    public static ConnectorException At(string pointer, string message, int? line = null, Exception? inner = null) =>
        new(new ConnectorError { Code = ConnectorErrorCode.InvalidDocument, Message = message, Location = pointer, Line = line }, inner);

    public static ConnectorException TooLarge(int limit) => At(
        "", $"The document is larger than {limit} bytes; raise {nameof(ConnectorGenerationOptions.MaximumDocumentSize)} to read it.");

    public static ConnectorException Unavailable(string message, TimeSpan? retryAfter = null, Exception? inner = null) =>
        new(new ConnectorError { Code = ConnectorErrorCode.Unavailable, Message = message, IsTransient = true, RetryAfter = retryAfter }, inner);
}

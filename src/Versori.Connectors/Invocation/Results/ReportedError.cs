namespace Versori.Connectors;

/// <summary>
/// One of several errors that a response reports (GraphQL §7.1.2). The texts are not trusted: show them as text, never
/// as markup.
/// </summary>
public sealed record ReportedError
{
    /// <summary>The message, in one line, at most 300 characters, with secrets redacted.</summary>
    public string? Message { get; init; }

    /// <summary>The code (<c>extensions.code</c>).</summary>
    public string? Code { get; init; }

    /// <summary>
    /// The JSON pointer of the value in the response that the error is about, such as <c>/data/issues/0</c>.
    /// </summary>
    public string? Pointer { get; init; }
}

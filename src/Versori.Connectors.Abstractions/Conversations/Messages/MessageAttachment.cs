namespace Versori.Connectors;

/// <summary>A text that is attached to a message.</summary>
/// <param name="Name">Its name, such as that of a file.</param>
/// <param name="Text">
/// The text: at most as large as a document (<c>ConnectorGenerationOptions.MaximumDocumentSize</c>).
/// </param>
public sealed record MessageAttachment(string Name, string Text);

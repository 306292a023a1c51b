namespace Versori.Connectors.Generation;

/// <summary>A text that is attached to a message.</summary>
/// <param name="Name">Its name, such as that of a file.</param>
/// <param name="Text">The text: at most <see cref="ConnectorGenerationOptions.MaximumDocumentSize"/> bytes.</param>
public sealed record MessageAttachment(string Name, string Text);

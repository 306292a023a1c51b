namespace Versori.Connectors;

/// <summary>A further part of the response's text.</summary>
/// <param name="Text">
/// Plain text without markup, URLs and invisible characters. Show it as text, never as markup.
/// </param>
public sealed record ConversationText(string Text) : ConversationUpdate;

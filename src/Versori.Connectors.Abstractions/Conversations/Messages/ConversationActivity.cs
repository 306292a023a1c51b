namespace Versori.Connectors;

/// <summary>What is going on: a function that the chat client called, or an attachment that was read.</summary>
/// <param name="Name">The name of the function, such as <c>search_endpoints</c>.</param>
/// <param name="Detail">Its arguments in short, as plain text.</param>
public sealed record ConversationActivity(string Name, string Detail) : ConversationUpdate;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Why an edit is made.</summary>
/// <param name="Text">The reason, as plain text.</param>
/// <param name="IsModelChoice">Whether only a chat client wants it.</param>
internal sealed record EditReason(string Text, bool IsModelChoice)
{
    public static EditReason None { get; } = new("", IsModelChoice: false);
}

namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A source of a conversation.</summary>
internal sealed class ConversationSourceRow : IPayloadRow
{
    public Guid ConversationId { get; set; }

    public string Key { get; set; } = "";

    public int Format { get; set; }

    public string Payload { get; set; } = "";
}

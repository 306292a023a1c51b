using System.Text;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Chat;

/// <summary>Reads the form of a message: its text, its mode and attached files.</summary>
internal static class ChatMessageReader
{
    public static async Task<ConversationMessage> ReadAsync(ConnectContext context)
    {
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        var attachments = new List<MessageAttachment>();
        foreach (var file in form.Files)
        {
            if (file.Length == 0) continue;
            using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
            var text = await reader.ReadToEndAsync(context.Aborted).ConfigureAwait(false);
            attachments.Add(new(Path.GetFileName(file.FileName), text));
        }

        return new()
        {
            Text = form["text"].ToString(),
            Mode = form["mode"].ToString() switch
            {
                "change" => ConversationMode.Change,
                "ask" => ConversationMode.Ask,
                _ => ConversationMode.Plan,
            },
            Attachments = attachments,
        };
    }
}

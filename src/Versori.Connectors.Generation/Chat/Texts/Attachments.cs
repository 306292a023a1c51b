using System.Text;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Reads the attachments of a message: API descriptions become sources, other texts are data.</summary>
internal sealed class Attachments(
    Func<ConnectorSource, CancellationToken, Task<ImportResult>> read, ConnectorGenerationOptions options)
{
    private const int Maximum = 10, NameLength = 200, StoredLength = 20_000;

    private static readonly string[] Marks =
        ["openapi", "swagger", "wsdl", "__schema", "_postman_id", "\"log\"", "discoveryVersion", "type Query"];

    /// <exception cref="ConnectorException">There are too many, or one is too long.</exception>
    public void ThrowIfInvalid(IReadOnlyList<MessageAttachment> attachments)
    {
        if (attachments.Count > Maximum)
            throw ConversationErrors.Invalid($"A message has at most {Maximum} attachments.", "attachments");
        foreach (var attachment in attachments)
        {
            if (string.IsNullOrWhiteSpace(attachment.Name) || attachment.Text is null)
                throw ConversationErrors.Invalid("An attachment needs a name and a text.", "attachments");
            if (Encoding.UTF8.GetByteCount(attachment.Text) > options.MaximumDocumentSize)
            {
                throw ConversationErrors.Invalid(
                    $"The attachment has more than {options.MaximumDocumentSize} bytes.", "attachments");
            }
        }
    }

    /// <summary>Reads an attachment as an API description; <see langword="null"/> if it is none.</summary>
    /// <param name="attachment">The attachment.</param>
    /// <param name="warnings">Takes the reason if it looks like a description and cannot be read.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task<ImportResult?> DescriptionAsync(
        MessageAttachment attachment, List<string> warnings, CancellationToken cancellationToken)
    {
        var isLikely = Array.Exists(Marks, mark => attachment.Text.Contains(mark, StringComparison.Ordinal));
        if (!isLikely) return null;
        try
        {
            var import = await read(ConnectorSource.Document(attachment.Text), cancellationToken).ConfigureAwait(false);
            return import.Definition.Endpoints.Count > 0 ? import : null;
        }
        catch (ConnectorException exception)
        {
            warnings.Add(
                $"The attachment '{Name(attachment)}' was not read as an API description. {exception.Message}");
            return null;
        }
    }

    /// <summary>Returns an attachment as it is stored and sent to a chat client.</summary>
    public static ConversationAttachment Stored(MessageAttachment attachment, string? system)
    {
        if (system is not null) return new() { Name = Name(attachment), System = system };
        var text = attachment.Text.Length > StoredLength ? attachment.Text[..StoredLength] : attachment.Text;
        return new() { Name = Name(attachment), Text = StoredTexts.Clean(CredentialText.Without(text)) };
    }

    private static string Name(MessageAttachment attachment)
    {
        var name = attachment.Name.Length > NameLength ? attachment.Name[..NameLength] : attachment.Name;
        return StoredTexts.Clean(CredentialText.Without(name));
    }
}

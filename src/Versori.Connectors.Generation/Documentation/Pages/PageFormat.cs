namespace Versori.Connectors.Generation;

/// <summary>The format of a page of documentation.</summary>
internal enum PageFormat
{
    /// <summary>It is found from the content.</summary>
    Unknown,

    /// <summary>HTML.</summary>
    Html,

    /// <summary>Markdown, or plain text.</summary>
    Markdown,
}

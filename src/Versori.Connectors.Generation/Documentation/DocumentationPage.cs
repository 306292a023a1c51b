namespace Versori.Connectors.Generation;

/// <summary>A page of documentation: HTML, Markdown or plain text, given or fetched.</summary>
public sealed class DocumentationPage
{
    private DocumentationPage(string? text, PageFormat format, Uri? url)
    {
        Text = text;
        Format = format;
        Url = url;
    }

    /// <summary>The URL that the page is from, if any. Facts of the page name it.</summary>
    public Uri? Url { get; }

    internal string? Text { get; }

    internal PageFormat Format { get; }

    /// <summary>Creates a page from HTML.</summary>
    /// <param name="html">The HTML. Scripts are not run, and nothing that it refers to is loaded.</param>
    /// <param name="url">Where it is from.</param>
    public static DocumentationPage Html(string html, Uri? url = null) => Given(html, PageFormat.Html, url);

    /// <summary>Creates a page from Markdown (CommonMark 0.31 with pipe tables), or from plain text.</summary>
    /// <param name="markdown">The Markdown.</param>
    /// <param name="url">Where it is from.</param>
    public static DocumentationPage Markdown(string markdown, Uri? url = null) =>
        Given(markdown, PageFormat.Markdown, url);

    /// <summary>
    /// Creates a page that is fetched when it is read. HTML is recognized by its content, anything else is read as
    /// Markdown.
    /// </summary>
    /// <param name="url">
    /// An absolute <c>https</c> URL that reaches a public address, or a URL of an origin that the host trusts
    /// (<see cref="ExternalUrlOptions"/>).
    /// </param>
    public static DocumentationPage Fetch(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri) throw new ArgumentException("The URL must be absolute.", nameof(url));
        return new(null, PageFormat.Unknown, url);
    }

    private static DocumentationPage Given(string text, PageFormat format, Uri? url)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text, format, url);
    }
}

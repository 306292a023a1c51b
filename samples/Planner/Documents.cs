using Versori.Connectors.Generation;

namespace PlannerSample;

/// <summary>Reads the documents that the user names.</summary>
internal static class Documents
{
    /// <summary>Returns the source of a file or URL.</summary>
    public static ConnectorSource Source(string document) =>
        Url(document) is { } url ? ConnectorSource.Document(url) : ConnectorSource.DocumentFile(document);

    /// <summary>Returns the URL; <see langword="null"/> for a file.</summary>
    public static Uri? Url(string document) =>
        Uri.TryCreate(document, UriKind.Absolute, out var url)
        && url.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? url
            : null;
}

using System.Text;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>The document of a source: its bytes, and its tree or text as soon as they are needed.</summary>
/// <param name="raw">The document.</param>
/// <param name="limit">The maximum size of a document in bytes, after YAML aliases are expanded.</param>
/// <param name="work">Counts the work, and ends it when the caller cancels.</param>
internal sealed class SourceDocument(RawDocument raw, int limit, Work work) : IDisposable
{
    private ParsedDocument? _tree;
    private string? _text;

    /// <summary>The URL that the document was read from; <see langword="null"/> if it was given by the host.</summary>
    public Uri? Url { get; } = raw.Url;

    /// <summary>The texts of the documents that the host has given with it.</summary>
    public IEnumerable<string> Related { get; init; } = [];

    /// <summary>The document as valid UTF-8 without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = DocumentText.ToUtf8(raw.Content);

    /// <summary>The format.</summary>
    public SourceFormat Format => DocumentParser.FormatOf(Utf8.Span);

    /// <summary>The document as text.</summary>
    public string Text => _text ??= Encoding.UTF8.GetString(Utf8.Span);

    /// <summary>The tree of JSON or YAML, whose root is an object. It is disposed with the document.</summary>
    /// <exception cref="ConnectorException">The document is neither JSON nor YAML.</exception>
    public ParsedDocument Tree => _tree ??= DocumentParser.ParseText(Utf8, limit, work);

    /// <summary>
    /// Returns a member of a JSON document's outermost object; an undefined value if there is none, or if the document
    /// has another format.
    /// </summary>
    /// <exception cref="ConnectorException">The document is JSON and cannot be parsed.</exception>
    public JsonElement Member(string name) =>
        Format == SourceFormat.Json && Tree.Root.TryGetProperty(name, out var member) ? member : default;

    /// <summary>Whether a related document contains one of the texts.</summary>
    public bool HasRelated(params string[] texts) => Related.Any(
        related => Array.Exists(texts, text => related.Contains(text, StringComparison.Ordinal)));

    public void Dispose() => _tree?.Dispose();
}

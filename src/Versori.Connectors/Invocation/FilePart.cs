using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>
/// A file of a multipart body, with its own name, media type and headers (RFC 7578 §4). It is passed as an argument, or
/// in a list of arguments, where a plain stream or bytes are possible too.
/// </summary>
public sealed class FilePart
{
    private readonly Stream? _stream;
    private readonly ReadOnlyMemory<byte> _bytes;

    /// <summary>Creates a file from a stream. It is read while the request is sent, and closed then.</summary>
    public FilePart(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        _stream = content;
    }

    /// <summary>Creates a file from bytes.</summary>
    public FilePart(ReadOnlyMemory<byte> content) => _bytes = content;

    /// <summary>The name of the file. Default: that of a file stream, or else the name of the argument.</summary>
    public string? FileName { get; init; }

    /// <summary>
    /// The media type of the file. Default: that of the definition, or else <c>application/octet-stream</c>.
    /// </summary>
    public string? ContentType { get; init; }

    /// <summary>Further headers of the part.</summary>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = value ?? RequestOptions.NoHeaders;
    } = RequestOptions.NoHeaders;

    /// <summary>The content, as <see cref="Stream"/> or <see cref="ReadOnlyMemory{T}"/>.</summary>
    internal object Content => _stream is null ? _bytes : _stream;
}

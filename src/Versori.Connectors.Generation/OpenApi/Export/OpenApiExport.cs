using System.Text;

namespace Versori.Connectors.Generation;

/// <summary>
/// An OpenAPI 3.1 document of a definition or a part of it, as a source for generators of typed clients. It contains
/// the endpoints and the schemas that they use. It has no security schemes: the connection authenticates each request.
/// </summary>
/// <remarks>
/// The same endpoints always create the same text. What OpenAPI 3.1 cannot state is in extensions (<c>x-versori-…</c>),
/// so that an import of the document returns the same endpoints.
/// </remarks>
public sealed class OpenApiExport
{
    private readonly ReadOnlyMemory<byte> _json;

    internal OpenApiExport(ReadOnlyMemory<byte> json, IReadOnlyList<ConnectorError> warnings)
    {
        _json = json;
        Warnings = warnings;
    }

    /// <summary>
    /// What a typed client cannot do as the endpoint does, or what is not valid in OpenAPI 3.1 and is left out. Each
    /// warning has a JSON pointer into the definition. At most 1,000.
    /// </summary>
    public IReadOnlyList<ConnectorError> Warnings { get; }

    /// <summary>Returns the document as indented JSON.</summary>
    public string ToJson() => Encoding.UTF8.GetString(_json.Span);

    /// <summary>Writes the document as UTF-8 without a byte order mark.</summary>
    /// <param name="stream">The stream. It is not closed.</param>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(_json.Span);
    }

    /// <summary>Writes the document as UTF-8 without a byte order mark.</summary>
    /// <param name="stream">The stream. It is not closed.</param>
    /// <param name="cancellationToken">Cancels writing.</param>
    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        await stream.WriteAsync(_json, cancellationToken).ConfigureAwait(false);
    }
}

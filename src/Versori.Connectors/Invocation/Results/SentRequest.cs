using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>A request as it was sent, for diagnostics. Every secret in it is replaced with <c>[redacted]</c>.</summary>
public sealed record SentRequest
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The absolute URL.</summary>
    public required string Url { get; init; }

    /// <summary>The headers, including those of the content. Names are case-insensitive.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers
    {
        get;
        init => field = ResponseHeaders.Of(value);
    } = ResponseHeaders.None;

    /// <summary>
    /// The content as text, up to 64 Ki characters. A description in brackets replaces a stream and content that is not
    /// text, and follows text that was cut off. <see langword="null"/> if there was no content.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>The method and the URL.</summary>
    public override string ToString() => $"{Method} {Url}";
}

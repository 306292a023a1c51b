namespace Versori.Connectors;

/// <summary>A request as it was sent, for people to look at. Every secret in it shows as <c>[redacted]</c>.</summary>
public sealed record SentRequest
{
    internal SentRequest()
    {
    }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The absolute URL.</summary>
    public required string Url { get; init; }

    /// <summary>The headers, those of the content included. Names are matched in any case.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }

    /// <summary>
    /// The content as text; a description in brackets for content that is not text, is a stream, or is longer than
    /// 64 Ki characters; <see langword="null"/> when there was none.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>The method and the URL.</summary>
    public override string ToString() => $"{Method} {Url}";
}

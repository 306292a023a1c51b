namespace Versori.Connectors.Generation.Documentation;

/// <summary>A request that a page shows whole, as a command or as a message.</summary>
internal sealed record ExampleRequest
{
    public required string Method { get; init; }

    /// <summary>The path, or the whole URL.</summary>
    public required string Url { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The content, if there is any.</summary>
    public string? Body { get; init; }

    /// <summary>Whether the request has a user name and a password (RFC 7617).</summary>
    public bool HasUser { get; init; }

    /// <summary>Whether the content is the fields of a form with files.</summary>
    public bool IsMultipart { get; init; }

    /// <summary>The text that it was read from.</summary>
    public required string Text { get; init; }

    /// <summary>The value of a header; <see langword="null"/> if it has none.</summary>
    public string? Header(string name) => Headers
        .FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

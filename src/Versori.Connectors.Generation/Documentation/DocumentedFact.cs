namespace Versori.Connectors.Generation;

/// <summary>One fact of a <see cref="DocumentationDraft"/>, with the place that it was read from.</summary>
public sealed record DocumentedFact
{
    /// <summary>
    /// Where the fact is in <see cref="DocumentationDraft.Definition"/>, as a JSON pointer (RFC 6901), such as
    /// <c>/endpoints/3</c> or <c>/authMethods/0</c>.
    /// </summary>
    public required string Location { get; init; }

    /// <summary>The fact in short, such as <c>GET /users/{id}</c>. For people.</summary>
    public required string Value { get; init; }

    /// <summary>How well it is known.</summary>
    public required FactStatus Status { get; init; }

    /// <summary>The URL of the page, if it is known.</summary>
    public Uri? Page { get; init; }

    /// <summary>
    /// The words of the page, at most 300 characters, without values that look like credentials;
    /// <see langword="null"/> if there are none, because the fact is a default.
    /// </summary>
    public string? Quote { get; init; }

    /// <summary>Whether only a chat client read it. Its quote is on the page nevertheless.</summary>
    public bool IsModelFact { get; init; }

    /// <summary>
    /// Whether it decides which credentials are sent, and where: the auth methods and the base URL.
    /// </summary>
    public bool IsAboutCredentials => Location == "/baseUrl" || IsAboutMethods;

    internal bool IsAboutMethods => Location.StartsWith("/auth", StringComparison.Ordinal);
}

using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A request that follows whenever a token was obtained, and whose answer takes its place: a short-lived token exchanged for a
/// long-lived one, or for a session. Texts are templates over the credential's fields, the connector's inputs and
/// <c>accessToken</c>, the token that is exchanged.
/// </summary>
public sealed record OAuth2FollowUp
{
    /// <summary>The absolute URL; a template.</summary>
    public required string Url { get; init; }

    /// <summary>The HTTP method. Default: <c>POST</c>; with <c>GET</c> the parameters go into the query.</summary>
    public string Method { get; init => field = value ?? "POST"; } = "POST";

    /// <summary>How the parameters are sent. Default: as a form.</summary>
    public OAuth2RequestFormat Format { get; init; }

    /// <summary>The parameters. One that comes out empty is left out.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>The headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>
    /// Where things stand in the answer. Default: as RFC 6749 §5 has it. A refresh token that is not in it stays the one that
    /// the first answer had.
    /// </summary>
    public OAuth2TokenAnswer TokenAnswer { get; init => field = value ?? new(); } = new();

    /// <summary>Whether the answer of a refresh is taken as it is. Default: no, it is exchanged like the first one.</summary>
    public bool SkipAfterRefresh { get; init; }
}

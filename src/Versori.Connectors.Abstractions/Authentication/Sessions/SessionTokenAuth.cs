using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A session that is obtained with the system's own requests, in their order, and put on calls. URLs, queries, headers and
/// bodies are templates over the fields, the connector's inputs and what earlier requests picked.
/// </summary>
/// <remarks>
/// Requests are sent only to the connection's own origins, or over https to hosts that the definition or the connector's
/// inputs name; to a host that an answer names only where its pick has a pattern. Redirects are not followed. What is picked
/// is kept as a secret, unless it is captured.
/// </remarks>
public sealed record SessionTokenAuth() : AuthMethod("sessionToken")
{
    private static readonly ValueList<CredentialField> UserAndPassword =
        ValueList<CredentialField>.Of([new() { Name = "username", IsVisible = true, Required = true }, new() { Name = "password", Required = true }]);

    /// <summary>The fields that a connection supplies. Default: <c>username</c> and <c>password</c>.</summary>
    public IReadOnlyList<CredentialField> Fields { get; init => field = ValueList<CredentialField>.Of(value ?? UserAndPassword); } = UserAndPassword;

    /// <summary>Signed JWTs that the requests send, made anew whenever signing in or renewing begins. Default: none.</summary>
    public IReadOnlyList<SessionAssertion> Assertions { get; init => field = ValueList<SessionAssertion>.Of(value); } = ValueList<SessionAssertion>.Empty;

    /// <summary>The requests that sign in, in their order; at least one.</summary>
    public required IReadOnlyList<SessionRequest> SignIn { get; init => field = ValueList<SessionRequest>.Of(value); }

    /// <summary>
    /// The requests that renew a session, where the system has such. When they do not succeed, the session is replaced by
    /// signing in again. What they do not pick stays as it was. Default: none, signing in again is the renewal.
    /// </summary>
    public IReadOnlyList<SessionRequest> Renewal { get; init => field = ValueList<SessionRequest>.Of(value); } = ValueList<SessionRequest>.Empty;

    /// <summary>The request that ends the session when the connection is disconnected; its failure is only logged.</summary>
    public SessionRequest? SignOut { get; init; }

    /// <summary>Where the session goes in calls; at least one place.</summary>
    public required IReadOnlyList<CredentialPlacement> Placements { get; init => field = ValueList<CredentialPlacement>.Of(value); }

    /// <summary>How long a session is good. Default: it is used until it is rejected.</summary>
    public SessionLifetime? Lifetime { get; init; }

    /// <summary>
    /// How long before its end a session is renewed, at the most; never more than a tenth of its lifetime. Default: as the
    /// host's options say.
    /// </summary>
    public TimeSpan? RenewalMargin { get; init; }
}

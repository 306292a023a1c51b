using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A session that is obtained with system-specific requests, sent in order, and that calls then carry. URLs, queries,
/// headers and bodies are expressions over the fields, the connector's inputs and the values that earlier requests
/// extracted.
/// </summary>
/// <remarks>
/// Requests are sent only to the connection's own origins, or over https to hosts that the definition or the
/// connector's inputs name. A host that comes from a response is accepted only if the extracted value has a pattern.
/// Redirects are not followed. Extracted values are kept as secrets unless they are captured.
/// </remarks>
public sealed record SessionTokenAuth() : AuthMethod("sessionToken")
{
    private static readonly ValueList<CredentialField> UserAndPassword = ValueList<CredentialField>.Of(
    [
        new() { Name = "username", IsVisible = true, Required = true },
        new() { Name = "password", Required = true },
    ]);

    /// <summary>The fields that a connection supplies. Default: <c>username</c> and <c>password</c>.</summary>
    public IReadOnlyList<CredentialField> Fields
    {
        get;
        init => field = ValueList<CredentialField>.Of(value ?? UserAndPassword);
    } = UserAndPassword;

    /// <summary>
    /// Signed JWTs that the requests send. They are created each time a sign-in or refresh begins. Default: none.
    /// </summary>
    public IReadOnlyList<SessionAssertion> Assertions
    {
        get;
        init => field = ValueList<SessionAssertion>.Of(value);
    } = ValueList<SessionAssertion>.Empty;

    /// <summary>The requests that sign in, in order; at least one.</summary>
    public required IReadOnlyList<AuthRequest> SignIn { get; init => field = ValueList<AuthRequest>.Of(value); }

    /// <summary>
    /// The requests that refresh a session, where the system supports that. If they fail, the session is replaced by
    /// signing in again. Values that they do not extract stay unchanged. Default: none, a refresh signs in again.
    /// </summary>
    public IReadOnlyList<AuthRequest> Refresh
    {
        get;
        init => field = ValueList<AuthRequest>.Of(value);
    } = ValueList<AuthRequest>.Empty;

    /// <summary>
    /// The request that ends the session when the connection is disconnected. A failure is only logged. Default: none.
    /// </summary>
    public AuthRequest? SignOut { get; init; }

    /// <summary>Where the session is sent in calls; at least one placement.</summary>
    public required IReadOnlyList<CredentialPlacement> Placements
    {
        get;
        init => field = ValueList<CredentialPlacement>.Of(value);
    }

    /// <summary>The lifetime of a session. Default: none, the session is used until it is rejected.</summary>
    public SessionLifetime? Lifetime { get; init; }

    /// <summary>
    /// The maximum time before expiry at which a session is refreshed. It never exceeds a tenth of the session's
    /// lifetime. Default: the margin in the host's options.
    /// </summary>
    public TimeSpan? RefreshMargin { get; init; }
}

using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Connecting;

/// <summary>
/// One auth method of a connection, with its values and, if it uses tokens, its token and the token's source.
/// </summary>
/// <param name="Method">The method, as it was when the connection was made.</param>
/// <param name="MakeValues">
/// Creates the method's fields and the connector's inputs, which token requests need and calls do not.
/// </param>
/// <param name="Source">Obtains tokens; <see langword="null"/> for methods without tokens.</param>
/// <param name="Token">The token in use; <see langword="null"/> when there is none yet.</param>
/// <param name="Authenticators">What it adds to requests; empty while its token is missing.</param>
internal sealed record PreparedMethod(
    AuthMethod Method,
    Func<ExpressionValues>? MakeValues,
    ITokenSource? Source,
    Token? Token,
    RequestAuthenticator[] Authenticators)
{
    // Set only on a method that is reduced to what calls need.
    private readonly bool? _canRenew;

    private PreparedMethod(AuthMethod method, RequestAuthenticator[] authenticators, bool canRefresh)
        : this(method, null, null, null, authenticators) => _canRenew = canRefresh;

    /// <summary>The method's fields and the connector's inputs, created on each access.</summary>
    /// <exception cref="InvalidOperationException">It is reduced to what calls need.</exception>
    public ExpressionValues Values => MakeValues is { } make
        ? make()
        : throw new InvalidOperationException("The values of a token request are read again for each refresh.");

    public bool CanRefresh => _canRenew ?? (Source?.CanRequestToken(Values, Token) == true);

    /// <summary>Whether its token has to be saved: it was obtained, not created locally.</summary>
    public bool HasTokenToSave => Token is not null && Source is not { IsLocal: true };

    /// <summary>
    /// The values of its token, by name. If the method is reduced to what calls need, the one value that requests
    /// contain.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> TokenValues
    {
        get
        {
            if (Token is { } token) return token.Values;
            return _canRenew is null ? [] : [KeyValuePair.Create("", HeaderValue!)];
        }
    }

    /// <summary>Whether its token, in one header, is all that it adds to requests.</summary>
    public bool PlacesOnlyItsToken
    {
        get
        {
            if (Source is not { IsLocal: false } || Token is not { } token) return false;
            return HeaderValue is { } value && token.Values.Values.Contains(value, StringComparer.Ordinal);
        }
    }

    private string? HeaderValue =>
        Authenticators is [HeaderAuthenticator { Authorization.Parameter: { } parameter }] ? parameter : null;

    /// <summary>
    /// Reduces a method that places only its token to what calls need. A refresh reads the rest from the stores again.
    /// </summary>
    public PreparedMethod ForCalls() => new(Method, Authenticators, CanRefresh);

    public override string ToString() => Method.Id;
}

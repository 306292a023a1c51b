using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Connecting;

/// <summary>One auth method of a connection, with its values and, where it has them, its token and what renews it.</summary>
/// <param name="Method">The method, as it was when it was connected.</param>
/// <param name="MakeValues">Makes the method's fields and the connector's inputs, which are needed when a token is asked for and not by calls.</param>
/// <param name="Source">What obtains tokens; <see langword="null"/> for methods without.</param>
/// <param name="Token">The token in use; <see langword="null"/> when there is none yet.</param>
/// <param name="Authenticators">What it puts on requests; empty while its token is missing.</param>
internal sealed record PreparedMethod(
    AuthMethod Method, Func<TemplateValues>? MakeValues, ITokenSource? Source, Token? Token, RequestAuthenticator[] Authenticators)
{
    private readonly bool? _canRenew;

    // Of a method that calls alone use.
    private PreparedMethod(AuthMethod method, RequestAuthenticator[] authenticators, bool canRenew)
        : this(method, null, null, null, authenticators) => _canRenew = canRenew;

    /// <summary>The method's fields and the connector's inputs, made anew.</summary>
    /// <exception cref="InvalidOperationException">It holds only what calls need.</exception>
    public TemplateValues Values => MakeValues is { } make ? make() : throw new InvalidOperationException("What a token is asked for with is read anew for each renewal.");

    public bool CanRenew => _canRenew ?? (Source?.CanRequest(Values, Token) == true);

    /// <summary>Whether its token is one to save: it was obtained, not made on the spot.</summary>
    public bool HasTokenToSave => Token is not null && Source is not { IsLocal: true };

    /// <summary>The values of its token, by name; of a method that calls alone use, the one that requests hold.</summary>
    public IEnumerable<KeyValuePair<string, string>> TokenValues => Token is { } token ? token.Values
        : _canRenew is null ? Enumerable.Empty<KeyValuePair<string, string>>()
        : [KeyValuePair.Create("", Placed!)];

    /// <summary>Whether all that it puts on requests is its token, in the one header.</summary>
    public bool PlacesOnlyItsToken => Source is { IsLocal: false } && Token is { } token && Placed is { } placed && token.Values.Values.Contains(placed, StringComparer.Ordinal);

    private string? Placed => Authenticators is [HeaderAuthenticator { Authorization.Parameter: { } parameter }] ? parameter : null;

    /// <summary>A method that places only its token, without what renews it: a renewal reads that anew.</summary>
    public PreparedMethod ForCalls() => new(Method, Authenticators, CanRenew);

    public override string ToString() => Method.Id;
}

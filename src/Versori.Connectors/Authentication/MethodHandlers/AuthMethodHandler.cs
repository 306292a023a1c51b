using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>
/// Implements one kind of auth method inside the library. For a new kind, derive from
/// <see cref="AuthMethodHandler{TMethod}"/> and register the handler. Hosts use <see cref="CustomAuth"/> and
/// <see cref="IAuthHandler"/> instead.
/// </summary>
internal abstract class AuthMethodHandler
{
    /// <summary>The kind: a subtype of <see cref="AuthMethod"/>.</summary>
    public abstract Type MethodType { get; }

    /// <summary>Returns whether a credential of a kind can be used with a method.</summary>
    public abstract bool Accepts(AuthMethod method, CredentialKind kind);

    /// <summary>Returns the fields that a credential of a kind supplies.</summary>
    public abstract IReadOnlyList<CredentialField> Fields(AuthMethod method, CredentialKind kind);

    /// <summary>Returns the names that the method's own expressions may use besides the connector's inputs.</summary>
    public abstract IEnumerable<string> PlaceholderNames(AuthMethod method);

    /// <summary>Returns the method's expressions, with pointers relative to the method.</summary>
    public abstract IEnumerable<ExpressionUse> Expressions(AuthMethod method);

    /// <summary>
    /// Returns the problems of a method, other than those of its expressions: pointers relative to the method, and
    /// messages.
    /// </summary>
    public virtual IEnumerable<(string Pointer, string Message)> Problems(AuthMethod method) => [];

    /// <summary>
    /// Creates the authenticators of a credential. <paramref name="values"/> holds fields, inputs and token values.
    /// </summary>
    public abstract IEnumerable<RequestAuthenticator> Prepare(AuthMethod method, ExpressionValues values);

    /// <summary>
    /// Creates the authenticators of a prepared method. Callers use this overload; a handler overrides it if it needs
    /// the snapshot.
    /// </summary>
    public virtual IEnumerable<RequestAuthenticator> Prepare(PreparedMethod method, AuthSnapshot snapshot) =>
        Prepare(method.Method, method.Values);

    /// <summary>Returns the source of tokens; <see langword="null"/> for methods without tokens.</summary>
    public virtual ITokenSource? TokenSource(AuthMethod method) => null;

    /// <summary>
    /// Returns the source of tokens; <see langword="null"/> for methods without tokens. Callers use this overload; a
    /// handler overrides it if it needs the snapshot.
    /// </summary>
    public virtual ITokenSource? TokenSource(AuthMethod method, AuthSnapshot snapshot) => TokenSource(method);

    /// <summary>Returns the names of the values that are captured while connecting and saved in the snapshot.</summary>
    public virtual IEnumerable<string> CapturedNames(AuthMethod method) => [];

    /// <summary>
    /// Returns the values for requests. Overridden by methods that add values to the credential's fields.
    /// </summary>
    public virtual ExpressionValues GetRequestValues(AuthMethod method, ExpressionValues values) => values;

    /// <summary>
    /// Returns the method with the settings that it leaves to discovery filled in, so that the snapshot contains them.
    /// </summary>
    /// <param name="method">The method as it is in the definition.</param>
    /// <param name="context">The connector's inputs and origins.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual ValueTask<AuthMethod> ResolveAsync(
        AuthMethod method, DiscoveryContext context, CancellationToken cancellationToken) => new(method);

    /// <summary>
    /// Validates the values of a new credential. The caller has checked that all required fields are present.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// The credential cannot be used, or not at this time; the location is the field.
    /// </exception>
    public virtual void CheckCredential(AuthMethod method, Credential credential, DateTimeOffset now)
    {
    }

    /// <summary>Returns the token that a credential contains; <see langword="null"/> when it contains none.</summary>
    public virtual Token? ReadSuppliedToken(AuthMethod method, Credential credential, DateTimeOffset now) => null;
}

using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>Knows one kind of auth method. Supporting another kind means adding one of these and registering it.</summary>
internal abstract class AuthMethodHandler
{
    /// <summary>The kind: a subtype of <see cref="AuthMethod"/>.</summary>
    public abstract Type MethodType { get; }

    /// <summary>Whether a credential of a kind can be used with a method.</summary>
    public abstract bool Accepts(AuthMethod method, CredentialKind kind);

    /// <summary>The fields that a credential of a kind supplies.</summary>
    public abstract IReadOnlyList<CredentialField> Fields(AuthMethod method, CredentialKind kind);

    /// <summary>The names that the method's own templates may use besides the connector's inputs.</summary>
    public abstract IEnumerable<string> Names(AuthMethod method);

    /// <summary>The method's templates, with pointers relative to the method.</summary>
    public abstract IEnumerable<TemplateUse> Templates(AuthMethod method);

    /// <summary>What is wrong with a method beyond its templates: pointers relative to the method, and messages.</summary>
    public virtual IEnumerable<(string Pointer, string Message)> Problems(AuthMethod method) => [];

    /// <summary>Makes the authenticators of a credential. <paramref name="values"/> holds fields, inputs and token values.</summary>
    public abstract IEnumerable<RequestAuthenticator> Prepare(AuthMethod method, TemplateValues values);

    /// <summary>Makes the authenticators of a method that is prepared, where more than its values is needed.</summary>
    public virtual IEnumerable<RequestAuthenticator> Prepare(PreparedMethod method, AuthSnapshot snapshot) => Prepare(method.Method, method.Values);

    /// <summary>What obtains tokens, for methods that have them.</summary>
    public virtual ITokenSource? TokenSource(AuthMethod method) => null;

    /// <summary>What obtains tokens, where more than the method itself has to be known.</summary>
    public virtual ITokenSource? TokenSource(AuthMethod method, AuthSnapshot snapshot) => TokenSource(method);

    /// <summary>The names of the values that connecting brings along and that become part of the snapshot.</summary>
    public virtual IEnumerable<string> CapturedNames(AuthMethod method) => [];

    /// <summary>The values that requests are made with, where the method knows more than its fields.</summary>
    public virtual TemplateValues ValuesForRequests(AuthMethod method, TemplateValues values) => values;

    /// <summary>Finds out what a method leaves to discovery, so that the snapshot holds it.</summary>
    /// <param name="method">The method as the definition has it.</param>
    /// <param name="inputs">The connector's inputs.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual ValueTask<AuthMethod> ResolveAsync(AuthMethod method, TemplateValues inputs, CancellationToken cancellationToken) => new(method);

    /// <summary>Looks at what a credential holds, beyond its fields being there, when it is given.</summary>
    /// <exception cref="ConnectorException">It cannot be used, or not now; the location is the field.</exception>
    public virtual void CheckCredential(AuthMethod method, Credential credential, DateTimeOffset now)
    {
    }

    /// <summary>The token that a credential brings with it, if it does.</summary>
    public virtual Token? GivenToken(AuthMethod method, Credential credential, DateTimeOffset now) => null;
}

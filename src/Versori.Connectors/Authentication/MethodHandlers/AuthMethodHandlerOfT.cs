using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <inheritdoc />
internal abstract class AuthMethodHandler<TMethod>(CredentialKind kind) : AuthMethodHandler
    where TMethod : AuthMethod
{
    public sealed override Type MethodType => typeof(TMethod);

    public sealed override bool Accepts(AuthMethod method, CredentialKind kind) =>
        kind == CredentialKind.Fields || Accepts((TMethod)method, kind);

    public sealed override IReadOnlyList<CredentialField> Fields(AuthMethod method, CredentialKind kind) =>
        Fields((TMethod)method, kind);

    public sealed override IEnumerable<string> PlaceholderNames(AuthMethod method) => PlaceholderNames((TMethod)method);

    public sealed override IEnumerable<ExpressionUse> Expressions(AuthMethod method) => Expressions((TMethod)method);

    public sealed override IEnumerable<(string Pointer, string Message)> Problems(AuthMethod method) =>
        Problems((TMethod)method);

    public sealed override IEnumerable<RequestAuthenticator> Prepare(AuthMethod method, ExpressionValues values) =>
        Prepare((TMethod)method, values);

    public sealed override ITokenSource? TokenSource(AuthMethod method) => TokenSource((TMethod)method);

    protected virtual bool Accepts(TMethod method, CredentialKind other) => other == kind;

    protected abstract IReadOnlyList<CredentialField> Fields(TMethod method, CredentialKind kind);

    protected virtual IEnumerable<string> PlaceholderNames(TMethod method) =>
        Fields(method, CredentialKind.Fields).Select(field => field.Name);

    protected virtual IEnumerable<ExpressionUse> Expressions(TMethod method) => [];

    protected virtual IEnumerable<(string Pointer, string Message)> Problems(TMethod method) => [];

    protected abstract IEnumerable<RequestAuthenticator> Prepare(TMethod method, ExpressionValues values);

    protected virtual ITokenSource? TokenSource(TMethod method) => null;
}

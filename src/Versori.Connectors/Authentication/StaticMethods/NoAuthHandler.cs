using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>No authentication. Requests are sent unchanged.</summary>
internal sealed class NoAuthHandler() : AuthMethodHandler<NoAuth>(CredentialKind.None)
{
    protected override IReadOnlyList<CredentialField> Fields(NoAuth method, CredentialKind kind) => [];

    protected override IEnumerable<RequestAuthenticator> Prepare(NoAuth method, ExpressionValues values) => [];
}

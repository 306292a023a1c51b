using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

internal sealed class NoAuthHandler() : AuthMethodHandler<NoAuth>(CredentialKind.None)
{
    protected override IReadOnlyList<CredentialField> Fields(NoAuth method, CredentialKind kind) => [];

    protected override IEnumerable<RequestAuthenticator> Prepare(NoAuth method, TemplateValues values) => [];
}

using Versori.Connectors.Authentication.ClientCertificates;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Catalog;

/// <summary>Finds the problems of the certificate authorities that a definition names.</summary>
internal static class AuthorityProblems
{
    private const string Pointer = $"/{ServerAccess.AuthoritiesSetting}";

    public static void Check(ConnectorDefinition definition, IReadOnlySet<string> names, DefinitionProblems problems)
    {
        if (definition.CertificateAuthorities is not { } authorities) return;
        problems.Expression(new(Pointer, authorities), names);
        if (!TextExpression.TryParse(authorities, out var expression, out _) || !expression.IsConstant) return;
        try
        {
            CertificateLoader.LoadAuthorities(authorities, ServerAccess.AuthoritiesSetting);
        }
        catch (ConnectorException exception)
        {
            problems.Add(Pointer, exception.Error.Message);
        }
    }
}

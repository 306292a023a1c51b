using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>A static bearer token (RFC 6750 §2.1).</summary>
internal sealed class BearerAuthHandler() : AuthMethodHandler<BearerAuth>(CredentialKind.Bearer)
{
    private static readonly CredentialField[] TokenField = [new() { Name = "token" }];
    private static readonly TextExpression Token = TextExpression.Parse("{token}");

    protected override IReadOnlyList<CredentialField> Fields(BearerAuth method, CredentialKind kind) => TokenField;

    protected override IEnumerable<(string Pointer, string Message)> Problems(BearerAuth method)
    {
        if (!HttpTokenSyntax.IsToken(method.Scheme))
        {
            yield return ("/scheme", $"'{method.Scheme}' is not a valid auth scheme (RFC 9110 §11.1).");
        }
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(BearerAuth method, ExpressionValues values)
    {
        var token = Token.Evaluate(values, ValuePosition.HeaderValue);
        yield return new HeaderAuthenticator("Authorization", $"{method.Scheme} {token}");
    }
}

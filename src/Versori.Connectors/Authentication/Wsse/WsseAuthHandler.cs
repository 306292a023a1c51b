using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Wsse;

/// <summary>WSSE with a UsernameToken.</summary>
internal sealed class WsseAuthHandler(TimeProvider time) : AuthMethodHandler<WsseAuth>(CredentialKind.Basic)
{
    private static readonly CredentialField[] UserFields =
    [
        new() { Name = "username", IsVisible = true },
        new() { Name = "password" },
    ];

    private static readonly TextExpression Username = TextExpression.Parse("{username}");
    private static readonly TextExpression Password = TextExpression.Parse("{password}");

    private readonly ExpressionContext _context = new(time);

    protected override IReadOnlyList<CredentialField> Fields(WsseAuth method, CredentialKind kind) => UserFields;

    protected override IEnumerable<(string Pointer, string Message)> Problems(WsseAuth method)
    {
        if (!HttpTokenSyntax.IsToken(method.Header))
        {
            yield return ("/header", $"'{method.Header}' cannot be the name of a header.");
        }
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(WsseAuth method, ExpressionValues values)
    {
        var username = Username.Evaluate(values, ValuePosition.HeaderValue);
        if (username.AsSpan().ContainsAny('"', '\\'))
        {
            throw new ConnectorException(new ConnectorError
            {
                Code = ConnectorErrorCode.InvalidCredential,
                Message = "A user name in a WSSE header cannot contain quotation marks or backslashes.",
                Location = "username",
            });
        }

        yield return new WsseAuthenticator(method, username, Password.Evaluate(values, ValuePosition.Raw), _context);
    }
}

using System.Text;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>HTTP Basic (RFC 7617).</summary>
internal sealed class BasicAuthHandler() : AuthMethodHandler<BasicAuth>(CredentialKind.Basic)
{
    private static readonly string[] FieldNames = ["username", "password"];

    // A field is required only if an expression uses it; otherwise the method has a fixed value.
    protected override IReadOnlyList<CredentialField> Fields(BasicAuth method, CredentialKind kind) =>
    [
        .. FieldNames.Select(name => new CredentialField
        {
            Name = name,
            Required = Uses(method.Username, name) || Uses(method.Password, name),
            // Without a password, the user name is the secret: some systems take a key in its place.
            IsVisible = name == FieldNames[0] && Uses(method.Password, FieldNames[1]),
        }),
    ];

    private static bool Uses(string expression, string name) =>
        TextExpression.Parse(expression).Names.Contains(name, StringComparer.Ordinal);

    protected override IEnumerable<string> PlaceholderNames(BasicAuth method) => FieldNames;

    protected override IEnumerable<ExpressionUse> Expressions(BasicAuth method) =>
        [new("/username", method.Username), new("/password", method.Password)];

    protected override IEnumerable<RequestAuthenticator> Prepare(BasicAuth method, ExpressionValues values)
    {
        var username = TextExpression.Parse(method.Username).Evaluate(values, ValuePosition.Raw);
        var password = TextExpression.Parse(method.Password).Evaluate(values, ValuePosition.Raw);
        yield return new HeaderAuthenticator("Authorization", HeaderValue(username, password));
    }

    /// <summary>Returns the header's value (RFC 7617 §2, with UTF-8 as in §2.1).</summary>
    public static string HeaderValue(string username, string password)
    {
        RefuseControlCharacters(username, "username");
        RefuseControlCharacters(password, "password");
        if (username.Contains(':', StringComparison.Ordinal))
        {
            throw Invalid("username", "A user name cannot contain a colon (RFC 7617 §2).");
        }

        return $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}"))}";
    }

    // RFC 7617 §2: "The user-id and password MUST NOT contain any control characters".
    private static void RefuseControlCharacters(string value, string field)
    {
        if (value.Any(char.IsControl))
        {
            throw Invalid(field, "The value contains a control character, for example a line break.");
        }
    }

    private static ConnectorException Invalid(string field, string message) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidCredential,
        Message = message,
        Location = field,
    });
}

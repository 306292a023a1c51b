using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Digest;

/// <summary>HTTP Digest (RFC 7616).</summary>
internal sealed class DigestAuthHandler(TimeProvider time) : AuthMethodHandler<DigestAuth>(CredentialKind.Basic)
{
    private static readonly string[] FieldNames = ["username", "password"];

    private readonly ExpressionContext _context = new(time);

    // A field is required only if an expression uses it; otherwise the method has a fixed value.
    protected override IReadOnlyList<CredentialField> Fields(DigestAuth method, CredentialKind kind) =>
    [
        .. FieldNames.Select(name => new CredentialField
        {
            Name = name,
            Required = Uses(method.Username, name) || Uses(method.Password, name),
            IsVisible = name == FieldNames[0] && Uses(method.Password, FieldNames[1]),
        }),
    ];

    protected override IEnumerable<string> PlaceholderNames(DigestAuth method) => FieldNames;

    protected override IEnumerable<ExpressionUse> Expressions(DigestAuth method) =>
        [new("/username", method.Username), new("/password", method.Password)];

    protected override IEnumerable<RequestAuthenticator> Prepare(DigestAuth method, ExpressionValues values)
    {
        var username = TextExpression.Parse(method.Username).Evaluate(values, ValuePosition.Raw);
        if (username.Any(char.IsControl))
        {
            throw Invalid("username", "The value contains a control character, for example a line break.");
        }

        var password = TextExpression.Parse(method.Password).Evaluate(values, ValuePosition.Raw);
        yield return new DigestAuthenticator(username, password, method.RefuseMd5, _context);
    }

    private static bool Uses(string text, string name) =>
        TextExpression.TryParse(text, out var template, out _) && template.Names.Contains(name, StringComparer.Ordinal);

    private static ConnectorException Invalid(string field, string message) =>
        new(new ConnectorError { Code = ConnectorErrorCode.InvalidCredential, Message = message, Location = field });
}

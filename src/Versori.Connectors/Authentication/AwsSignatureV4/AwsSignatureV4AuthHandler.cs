using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.AwsSignatureV4;

/// <summary>AWS Signature Version 4.</summary>
internal sealed class AwsSignatureV4AuthHandler(TimeProvider time)
    : AuthMethodHandler<AwsSignatureV4Auth>(CredentialKind.Fields)
{
    private static readonly CredentialField[] KeyFields =
    [
        new() { Name = "accessKeyId" },
        new() { Name = "secretAccessKey" },
        new() { Name = "sessionToken", Required = false },
    ];

    private static readonly TextExpression AccessKeyId = TextExpression.Parse("{accessKeyId}");
    private static readonly TextExpression SecretAccessKey = TextExpression.Parse("{secretAccessKey}");
    private static readonly TextExpression SessionToken = TextExpression.Parse("{sessionToken ?? \"\"}");

    private readonly ExpressionContext _context = new(time);

    protected override IReadOnlyList<CredentialField> Fields(AwsSignatureV4Auth method, CredentialKind kind) =>
        KeyFields;

    protected override IEnumerable<ExpressionUse> Expressions(AwsSignatureV4Auth method) =>
        [new("/region", method.Region), new("/service", method.Service)];

    protected override IEnumerable<(string Pointer, string Message)> Problems(AwsSignatureV4Auth method)
    {
        if (method.Region.Length == 0) yield return ("/region", "A region is required.");
        if (method.Service.Length == 0) yield return ("/service", "The service's signing name is required.");
        if (method.ExpiresAfter < TimeSpan.FromSeconds(1) || method.ExpiresAfter > TimeSpan.FromDays(7))
        {
            yield return (
                "/expiresAfter", "The lifetime of a signature in the query must be from one second to 7 days.");
        }

        foreach (var (index, name) in method.SignedHeaders.Index()
            .Where(header => !HttpTokenSyntax.IsToken(header.Item)))
        {
            yield return ($"/signedHeaders/{index}", $"'{name}' cannot be the name of a header.");
        }
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(AwsSignatureV4Auth method, ExpressionValues values)
    {
        var key = new AwsSigningKey(
            SecretAccessKey.Evaluate(values, ValuePosition.Raw), Fill(method.Region), Fill(method.Service));
        var accessKeyId = AccessKeyId.Evaluate(values, ValuePosition.HeaderValue);
        var sessionToken = SessionToken.Evaluate(values, ValuePosition.HeaderValue);
        yield return new AwsSignatureV4Authenticator(
            method, accessKeyId, key, sessionToken.Length == 0 ? null : sessionToken, _context);

        string Fill(string text) => TextExpression.Parse(text).Evaluate(values, ValuePosition.HeaderValue);
    }
}

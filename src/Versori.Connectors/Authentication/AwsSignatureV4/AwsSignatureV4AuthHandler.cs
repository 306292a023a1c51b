using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.AwsSignatureV4;

/// <summary>AWS Signature Version 4.</summary>
internal sealed class AwsSignatureV4AuthHandler(IAwsRoleSources roles, TimeProvider time)
    : AuthMethodHandler<AwsSignatureV4Auth>(CredentialKind.Fields)
{
    private static readonly CredentialField[] KeyFields =
    [
        new() { Name = AwsCredentials.AccessKeyIdName, IsVisible = true },
        new() { Name = AwsCredentials.SecretAccessKeyName },
        new() { Name = AwsCredentials.SessionTokenName, Required = false },
    ];

    private readonly ExpressionContext _context = new(time);

    protected override IReadOnlyList<CredentialField> Fields(AwsSignatureV4Auth method, CredentialKind kind) =>
        KeyFields;

    protected override IEnumerable<ExpressionUse> Expressions(AwsSignatureV4Auth method) =>
        [new("/region", method.Region), new("/service", method.Service), .. Expressions(method.AssumedRole)];

    protected override IEnumerable<(string Pointer, string Message)> Problems(AwsSignatureV4Auth method)
    {
        if (method.Region.Length == 0) yield return ("/region", "A region is required.");
        if (method.Service.Length == 0) yield return ("/service", "The service's signing name is required.");
        if (method.ExpiresAfter < TimeSpan.FromSeconds(1) || method.ExpiresAfter > TimeSpan.FromDays(7))
        {
            yield return (
                "/expiresAfter", "The lifetime of a signature in the query must be from one second to 7 days.");
        }

        if (method.AssumedRole?.Duration is { } duration
            && (duration < TimeSpan.FromMinutes(15) || duration > TimeSpan.FromHours(12)))
        {
            yield return ("/assumedRole/duration", "A role can be assumed for 15 minutes to 12 hours.");
        }

        foreach (var (index, name) in method.SignedHeaders.Index()
            .Where(header => !HttpTokenSyntax.IsToken(header.Item)))
        {
            yield return ($"/signedHeaders/{index}", $"'{name}' cannot be the name of a header.");
        }
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(AwsSignatureV4Auth method, ExpressionValues values)
    {
        var credentials = method.AssumedRole is null ? AwsCredentials.Own(values) : AwsCredentials.OfRole(values);
        yield return Create(method, credentials, values, _context);
    }

    protected override ITokenSource? TokenSource(AwsSignatureV4Auth method) =>
        method.AssumedRole is { } role ? roles.For(method, role) : null;

    /// <summary>Creates the authenticator that signs with an access key.</summary>
    public static AwsSignatureV4Authenticator Create(
        AwsSignatureV4Auth method, AwsCredentials credentials, ExpressionValues values, ExpressionContext context)
    {
        var key = new AwsSigningKey(credentials.SecretAccessKey, Fill(method.Region), Fill(method.Service));
        return new(method, credentials.AccessKeyId, key, credentials.SessionToken, context);

        string Fill(string text) => TextExpression.Parse(text).Evaluate(values, ValuePosition.HeaderValue);
    }

    private static IEnumerable<ExpressionUse> Expressions(AwsAssumedRole? role)
    {
        if (role is null) return [];
        (string Name, string? Text)[] texts =
        [
            ("roleArn", role.RoleArn),
            ("sessionName", role.SessionName),
            ("externalId", role.ExternalId),
            ("region", role.Region),
            ("url", role.Url),
        ];
        return texts.Where(text => text.Text is not null)
            .Select(text => new ExpressionUse($"/assumedRole/{text.Name}", text.Text!, IsUrl: text.Name == "url"));
    }
}

using System.Diagnostics;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.AwsSignatureV4;

/// <summary>The access key that signs requests: the connection's own, or the temporary one of a role.</summary>
[DebuggerDisplay(Secret.Redacted)]
internal sealed class AwsCredentials
{
    /// <summary>The names of the fields, and after the prefix those of a role's temporary credentials.</summary>
    public const string AccessKeyIdName = "accessKeyId";
    public const string SecretAccessKeyName = "secretAccessKey";
    public const string SessionTokenName = "sessionToken";
    public const string RolePrefix = "role.";

    private AwsCredentials(ExpressionValues values, string prefix)
    {
        AccessKeyId = Expression($"{{{prefix}{AccessKeyIdName}}}", ValuePosition.HeaderValue);
        SecretAccessKey = Expression($"{{{prefix}{SecretAccessKeyName}}}", ValuePosition.Raw);
        var sessionToken = Expression($"{{{prefix}{SessionTokenName} ?? \"\"}}", ValuePosition.HeaderValue);
        SessionToken = sessionToken.Length == 0 ? null : sessionToken;

        string Expression(string text, ValuePosition position) => TextExpression.Parse(text).Evaluate(values, position);
    }

    public string AccessKeyId { get; }

    public string SecretAccessKey { get; }

    public string? SessionToken { get; }

    /// <summary>The connection's own access key.</summary>
    public static AwsCredentials Own(ExpressionValues values) => new(values, "");

    /// <summary>The temporary access key of the role that was assumed.</summary>
    public static AwsCredentials OfRole(ExpressionValues values) => new(values, RolePrefix);

    public override string ToString() => Secret.Redacted;
}

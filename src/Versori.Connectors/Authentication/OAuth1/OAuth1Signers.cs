using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Creates signers from the values of a connection or of a sign-in.</summary>
internal static class OAuth1Signers
{
    public const string ConsumerKey = "consumerKey";
    public const string ConsumerSecret = "consumerSecret";
    public const string PrivateKey = "privateKey";

    public static bool IsRsa(OAuth1Auth method) =>
        method.SignatureMethod is OAuth1SignatureMethod.RsaSha1 or OAuth1SignatureMethod.RsaSha256;

    public static OAuth1Signer For(OAuth1Auth method, ExpressionValues values, string? token, string? tokenSecret)
    {
        var credentials = new OAuth1Credentials(
            Field(values, ConsumerKey) ?? "", Field(values, ConsumerSecret) ?? "", token, tokenSecret ?? "");
        return new(method.SignatureMethod, credentials, RsaKeyOf(method, values), method.IncludeVersion);
    }

    public static string? RealmOf(OAuth1Auth method, ExpressionValues values) =>
        method.Realm is { } realm ? TextExpression.Parse(realm).Evaluate(values, ValuePosition.HeaderValue) : null;

    public static string? Field(ExpressionValues values, string name) =>
        values.TryGet(name, out var value) ? value.Text : null;

    private static RsaKey? RsaKeyOf(OAuth1Auth method, ExpressionValues values)
    {
        if (!IsRsa(method)) return null;
        var key = KeyLoader.Load(Field(values, PrivateKey) ?? "", isShared: false, PrivateKey);
        return key is RsaKey { IsPrivate: true } rsa
            ? rsa
            : throw KeyErrors.Invalid(PrivateKey, $"An RSA private key is required, but this is {key.Kind}.");
    }
}

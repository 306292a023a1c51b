using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>OAuth 1.0a (RFC 5849) with tokens at hand.</summary>
internal sealed class OAuth1AuthHandler(TimeProvider time) : AuthMethodHandler<OAuth1Auth>(CredentialKind.Fields)
{
    private readonly TemplateContext _context = new(time);

    protected override IReadOnlyList<CredentialField> Fields(OAuth1Auth method, CredentialKind kind) =>
    [
        new() { Name = "consumerKey" },
        new() { Name = "consumerSecret", Required = !IsRsa(method) },
        new() { Name = "privateKey", Required = IsRsa(method) },
        new() { Name = "token", Required = false },
        new() { Name = "tokenSecret", Required = false },
    ];

    protected override IEnumerable<TemplateUse> Templates(OAuth1Auth method) => method.Realm is { } realm ? [new("/realm", realm)] : [];

    protected override IEnumerable<(string Pointer, string Message)> Problems(OAuth1Auth method)
    {
        // RFC 5849 §3.5.1: the realm is the header's and nothing else's.
        if (method.Realm is not null && method.Placement != OAuth1Placement.Header) yield return ("/realm", "A realm goes with the parameters into the header only.");
        if (method.IncludeBodyHash && method.Placement == OAuth1Placement.Form) yield return ("/includeBodyHash", "A form has no body hash; its fields are signed.");
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(OAuth1Auth method, TemplateValues values)
    {
        var credentials = new OAuth1Credentials(
            Field(values, "consumerKey") ?? "", Field(values, "consumerSecret") ?? "", Field(values, "token"), Field(values, "tokenSecret") ?? "");
        var realm = method.Realm is { } template ? TextTemplate.Parse(template).Fill(values, TemplatePosition.HeaderValue) : null;
        yield return new OAuth1Authenticator(method, new OAuth1Signer(method.SignatureMethod, credentials, RsaKeyOf(method, values), method.IncludeVersion), realm, _context);
    }

    private static RsaKey? RsaKeyOf(OAuth1Auth method, TemplateValues values)
    {
        if (!IsRsa(method)) return null;
        var key = KeyLoader.Load(Field(values, "privateKey") ?? "", isShared: false, "privateKey");
        return key is RsaKey { IsPrivate: true } rsa ? rsa : throw KeyErrors.Invalid("privateKey", $"An RSA private key is needed, and this is {key.Kind}.");
    }

    private static bool IsRsa(OAuth1Auth method) => method.SignatureMethod is OAuth1SignatureMethod.RsaSha1 or OAuth1SignatureMethod.RsaSha256;

    private static string? Field(TemplateValues values, string name) => values.TryGet(name, out var value) ? value.Text : null;
}

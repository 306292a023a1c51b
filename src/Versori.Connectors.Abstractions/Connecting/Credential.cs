using System.Collections.Frozen;

namespace Versori.Connectors;

/// <summary>What someone supplies to connect: an auth method's fields. Its text shows the names only.</summary>
public sealed class Credential
{
    private Credential(CredentialKind kind, string? methodId, IEnumerable<KeyValuePair<string, Secret>> fields)
    {
        Kind = kind;
        MethodId = methodId;
        Fields = fields.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Which auth methods it can be used with.</summary>
    public CredentialKind Kind { get; }

    /// <summary>The id of the auth method; <see langword="null"/>: the connector's only one of this kind.</summary>
    public string? MethodId { get; }

    /// <summary>The fields' values.</summary>
    public IReadOnlyDictionary<string, Secret> Fields { get; }

    /// <summary>For an external system that needs no authentication.</summary>
    public static Credential None { get; } = new(CredentialKind.None, null, []);

    /// <summary>A single API key.</summary>
    public static Credential ApiKey(string key) => Of(CredentialKind.ApiKey, ("key", key));

    /// <summary>A user name and a password (RFC 7617).</summary>
    public static Credential Basic(string username, string password) =>
        Of(CredentialKind.Basic, ("username", username), ("password", password));

    /// <summary>A static bearer token (RFC 6750).</summary>
    public static Credential Bearer(string token) => Of(CredentialKind.Bearer, ("token", token));

    /// <summary>An OAuth 2.0 client's own credentials (RFC 6749 §4.4).</summary>
    public static Credential ClientCredentials(string clientId, string clientSecret) =>
        Of(CredentialKind.OAuth2ClientCredentials, ("clientId", clientId), ("clientSecret", clientSecret));

    /// <summary>OAuth 2.0 tokens that were obtained elsewhere.</summary>
    /// <param name="accessToken">The access token.</param>
    /// <param name="refreshToken">The refresh token; without it the access token is used until it is rejected.</param>
    /// <param name="clientId">The client that the tokens were issued to; needed to refresh.</param>
    /// <param name="clientSecret">The client's secret, if it has one.</param>
    public static Credential Tokens(
        string accessToken, string? refreshToken = null, string? clientId = null, string? clientSecret = null) =>
        Of(
            CredentialKind.OAuth2Tokens,
            ("accessToken", accessToken),
            ("refreshToken", refreshToken),
            ("clientId", clientId),
            ("clientSecret", clientSecret));

    /// <summary>A client certificate as PEM (RFC 7468).</summary>
    /// <param name="certificate">The certificate and the intermediate ones up to its root, in any order; the key may stand among them.</param>
    /// <param name="privateKey">The private key (PKCS#8, also encrypted; PKCS#1; SEC 1), where it does not stand with the certificate.</param>
    /// <param name="password">The password of an encrypted key.</param>
    /// <param name="certificateAuthorities">Roots, as PEM, that the external system's own certificate is trusted by.</param>
    public static Credential ClientCertificate(
        string certificate, string? privateKey = null, string? password = null, string? certificateAuthorities = null) =>
        Of(
            CredentialKind.ClientCertificate,
            ("certificate", certificate),
            ("privateKey", privateKey),
            ("password", password),
            ("certificateAuthorities", certificateAuthorities));

    /// <summary>A client certificate as PKCS#12 (RFC 7292): a <c>.p12</c> or <c>.pfx</c> file.</summary>
    /// <param name="pkcs12">The file's bytes.</param>
    /// <param name="password">Its password, if it has one.</param>
    /// <param name="certificateAuthorities">Roots, as PEM, that the external system's own certificate is trusted by.</param>
    public static Credential Pkcs12(ReadOnlyMemory<byte> pkcs12, string? password = null, string? certificateAuthorities = null) =>
        ClientCertificate(Convert.ToBase64String(pkcs12.Span), privateKey: null, password, certificateAuthorities);

    /// <summary>The fields of a named auth method, whatever its kind.</summary>
    /// <param name="methodId">The auth method's id.</param>
    /// <param name="fields">The fields' values by name.</param>
    public static Credential For(string methodId, IReadOnlyDictionary<string, string> fields) =>
        new(CredentialKind.Fields, methodId, fields.Select(field => KeyValuePair.Create(field.Key, new Secret(field.Value))));

    /// <summary>The same credential, for a named auth method.</summary>
    public Credential WithMethod(string methodId) => new(Kind, methodId, Fields);

    /// <summary>The kind and the names of the fields.</summary>
    public override string ToString() => $"{Kind}({string.Join(", ", Fields.Keys.Order(StringComparer.Ordinal))})";

    private static Credential Of(CredentialKind kind, params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var present = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            if (value is not null) present[name] = new Secret(value);
        }

        return new Credential(kind, null, present);
    }
}

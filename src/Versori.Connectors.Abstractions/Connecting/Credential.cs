using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The fields of an auth method that someone supplies to connect. <see cref="ToString"/> shows the names only.
/// </summary>
public sealed class Credential
{
    private Credential(CredentialKind kind, string? methodId, IEnumerable<KeyValuePair<string, Secret>> fields)
    {
        Kind = kind;
        MethodId = methodId;
        Fields = fields.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The kind of auth method with which the credential can be used.</summary>
    public CredentialKind Kind { get; }

    /// <summary>
    /// The id of the auth method; <see langword="null"/>: the only one of this kind in the connector.
    /// </summary>
    public string? MethodId { get; }

    /// <summary>The values of the fields, by name.</summary>
    public IReadOnlyDictionary<string, Secret> Fields { get; }

    /// <summary>
    /// A credential without fields: for an external system that needs no authentication, or for a method that needs
    /// nothing from the connection, such as client credentials of the host's own client.
    /// </summary>
    public static Credential None { get; } = new(CredentialKind.None, null, []);

    /// <summary>Creates a credential with one API key.</summary>
    /// <exception cref="ArgumentException">It is <see langword="null"/> or empty.</exception>
    public static Credential ApiKey(string key)
    {
        ThrowIfMissing(key);
        return Of(CredentialKind.ApiKey, ("key", key));
    }

    /// <summary>
    /// Creates a credential with a user name and a password (RFC 7617). Some systems leave one of the two empty.
    /// </summary>
    /// <exception cref="ArgumentException">One is <see langword="null"/>, or both are empty.</exception>
    public static Credential Basic(string username, string password)
    {
        if (username is null) ThrowIfMissing(username);
        if (password is null || (username is "" && password is "")) ThrowIfMissing(password);
        return Of(CredentialKind.Basic, ("username", username), ("password", password));
    }

    /// <summary>Creates a credential with a static bearer token (RFC 6750).</summary>
    /// <exception cref="ArgumentException">It is <see langword="null"/> or empty.</exception>
    public static Credential Bearer(string token)
    {
        ThrowIfMissing(token);
        return Of(CredentialKind.Bearer, ("token", token));
    }

    /// <summary>Creates a credential with an OAuth 2.0 client's id and secret (RFC 6749 §4.4).</summary>
    /// <exception cref="ArgumentException">One is <see langword="null"/> or empty.</exception>
    public static Credential OAuth2ClientCredentials(string clientId, string clientSecret)
    {
        ThrowIfMissing(clientId);
        ThrowIfMissing(clientSecret);
        return Of(CredentialKind.OAuth2ClientCredentials, ("clientId", clientId), ("clientSecret", clientSecret));
    }

    /// <summary>Creates a credential with OAuth 2.0 tokens that were obtained elsewhere.</summary>
    /// <param name="accessToken">The access token.</param>
    /// <param name="refreshToken">The refresh token. Without it the access token is used until it is rejected.</param>
    /// <param name="clientId">The client to which the tokens were issued. Needed to refresh.</param>
    /// <param name="clientSecret">The client's secret, if it has one.</param>
    /// <exception cref="ArgumentException">
    /// The access token is <see langword="null"/> or empty, or another one is empty.
    /// </exception>
    public static Credential OAuth2Tokens(
        string accessToken, string? refreshToken = null, string? clientId = null, string? clientSecret = null)
    {
        ThrowIfMissing(accessToken);
        if (refreshToken is not null) ThrowIfMissing(refreshToken);
        if (clientId is not null) ThrowIfMissing(clientId);
        if (clientSecret is not null) ThrowIfMissing(clientSecret);
        return Of(
            CredentialKind.OAuth2Tokens,
            ("accessToken", accessToken),
            ("refreshToken", refreshToken),
            ("clientId", clientId),
            ("clientSecret", clientSecret));
    }

    /// <summary>Creates a credential with a client certificate as PEM (RFC 7468).</summary>
    /// <param name="certificate">
    /// The certificate and its intermediate certificates, in any order. The text may also contain the key.
    /// </param>
    /// <param name="privateKey">
    /// The private key (PKCS#8, also encrypted; PKCS#1; SEC 1), if the certificate's text does not contain it.
    /// </param>
    /// <param name="password">The password of an encrypted key.</param>
    /// <param name="certificateAuthorities">
    /// The roots, as PEM, that are trusted for the external system's own certificate.
    /// </param>
    /// <exception cref="ArgumentException">The certificate is <see langword="null"/> or empty.</exception>
    public static Credential ClientCertificate(
        string certificate,
        string? privateKey = null,
        string? password = null,
        string? certificateAuthorities = null)
    {
        ThrowIfMissing(certificate);
        return Of(
            CredentialKind.ClientCertificate,
            ("certificate", certificate),
            ("privateKey", privateKey),
            ("password", password),
            ("certificateAuthorities", certificateAuthorities));
    }

    /// <summary>
    /// Creates a credential with a client certificate as PKCS#12 (RFC 7292): a <c>.p12</c> or <c>.pfx</c> file.
    /// </summary>
    /// <param name="pkcs12">The content of the file.</param>
    /// <param name="password">The password of the file, if it has one.</param>
    /// <param name="certificateAuthorities">
    /// The roots, as PEM, that are trusted for the external system's own certificate.
    /// </param>
    /// <exception cref="ArgumentException">The content is empty.</exception>
    public static Credential ClientCertificatePkcs12(
        ReadOnlyMemory<byte> pkcs12, string? password = null, string? certificateAuthorities = null)
    {
        if (pkcs12.IsEmpty) throw new ArgumentException("The file is empty.", nameof(pkcs12));
        return ClientCertificate(
            Convert.ToBase64String(pkcs12.Span), privateKey: null, password, certificateAuthorities);
    }

    /// <summary>Creates a credential with the fields of a named auth method of any kind.</summary>
    /// <param name="methodId">The auth method's id.</param>
    /// <param name="fields">The values of the fields, by name.</param>
    /// <exception cref="ArgumentException">
    /// The id is <see langword="null"/> or empty, or a field is <see langword="null"/>.
    /// </exception>
    public static Credential For(string methodId, IReadOnlyDictionary<string, string> fields)
    {
        ArgumentException.ThrowIfNullOrEmpty(methodId);
        ArgumentNullException.ThrowIfNull(fields);
        foreach (var (name, value) in fields)
        {
            if (value is null) throw new ArgumentException($"The field '{name}' is null.", nameof(fields));
            ThrowIfNoUnicode(name, value, nameof(fields));
        }

        return new(
            CredentialKind.Fields,
            methodId,
            fields.Select(field => KeyValuePair.Create(field.Key, new Secret(field.Value))));
    }

    /// <summary>Returns the same credential for a named auth method.</summary>
    /// <exception cref="ArgumentException">The id is <see langword="null"/> or empty.</exception>
    public Credential WithMethod(string methodId)
    {
        ArgumentException.ThrowIfNullOrEmpty(methodId);
        return new(Kind, methodId, Fields);
    }

    /// <summary>Returns the kind and the names of the fields.</summary>
    public override string ToString() => $"{Kind}({string.Join(", ", Fields.Keys.Order(StringComparer.Ordinal))})";

    // The fields have the names of the arguments that they come from.
    private static Credential Of(CredentialKind kind, params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var present = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            if (value is null) continue;
            ThrowIfNoUnicode(name, value, name);
            present[name] = new Secret(value);
        }

        return new Credential(kind, null, present);
    }

    private static void ThrowIfMissing(
        [NotNull] string? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!string.IsNullOrWhiteSpace(value)) return;
        var message = $"The credential has no '{name}'. If it comes from configuration or from an environment "
            + "variable, check that the setting exists and is not empty.";
        throw value is null ? new ArgumentNullException(name, message) : new ArgumentException(message, name);
    }

    // A store would replace what is no Unicode text, and the secret would be another one.
    private static void ThrowIfNoUnicode(string name, string value, string argument)
    {
        if (StoredText.IsUnicode(value)) return;
        throw new ArgumentException(
            $"The field '{name}' contains half of a surrogate pair, which is no Unicode text.", argument);
    }
}

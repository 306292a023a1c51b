using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Signs OAuth 1.0 requests (RFC 5849 §3). It is prepared once for a credential.</summary>
internal sealed class OAuth1Signer
{
    private readonly OAuth1SignatureMethod _method;
    private readonly OAuth1Credentials _credentials;
    private readonly byte[] _key;
    private readonly RsaKey? _rsa;
    private readonly bool _includeVersion;

    /// <summary>Prepares a signer.</summary>
    /// <param name="method">The signature method.</param>
    /// <param name="credentials">The credentials that sign.</param>
    /// <param name="rsa">The private key, for the RSA methods.</param>
    /// <param name="includeVersion">Whether <c>oauth_version</c> is sent.</param>
    public OAuth1Signer(
        OAuth1SignatureMethod method, OAuth1Credentials credentials, RsaKey? rsa = null, bool includeVersion = true)
    {
        _method = method;
        _credentials = credentials;
        _rsa = rsa;
        _includeVersion = includeVersion;
        // RFC 5849 §3.4.2, §3.4.4: both secrets, encoded, with an ampersand between them even if one is empty.
        var consumerSecret = OAuth1BaseString.Encode(credentials.ConsumerSecret);
        var tokenSecret = OAuth1BaseString.Encode(credentials.TokenSecret);
        _key = Encoding.ASCII.GetBytes($"{consumerSecret}&{tokenSecret}");
    }

    /// <summary>Returns the <c>oauth_</c> parameters of a request. The signature is last (RFC 5849 §3.1).</summary>
    /// <param name="httpMethod">The HTTP method.</param>
    /// <param name="url">The URL; the parameters in its query are signed.</param>
    /// <param name="form">The parameters of a form body, which are also signed.</param>
    /// <param name="context">The time and nonce.</param>
    /// <param name="extra">
    /// Further <c>oauth_</c> parameters, such as <c>oauth_callback</c> and <c>oauth_verifier</c>.
    /// </param>
    public IReadOnlyList<KeyValuePair<string, string>> Sign(
        string httpMethod,
        Uri url,
        IEnumerable<KeyValuePair<string, string>> form,
        ExpressionContext context,
        params IEnumerable<KeyValuePair<string, string>> extra)
    {
        var parameters = new List<KeyValuePair<string, string>>
        {
            new("oauth_consumer_key", _credentials.ConsumerKey),
            new("oauth_nonce", context.Nonce),
            new("oauth_signature_method", NameOf(_method)),
            new("oauth_timestamp", ExpressionFunction.FormatTime(context.Now, "unix")),
        };
        if (_credentials.Token is { } token) parameters.Add(new("oauth_token", token));
        if (_includeVersion) parameters.Add(new("oauth_version", "1.0"));
        parameters.AddRange(extra);
        var baseString = OAuth1BaseString.Of(httpMethod, url, parameters.Concat(form));
        parameters.Add(new("oauth_signature", SignatureOf(baseString)));
        return parameters;
    }

    /// <summary>Returns the signature of a base string (RFC 5849 §3.4.2 to §3.4.4).</summary>
    public string SignatureOf(string baseString)
    {
        var data = Encoding.ASCII.GetBytes(baseString);
#pragma warning disable CA5350 // RFC 5849 §3.4.2 and §3.4.3 require SHA-1.
        return _method switch
        {
            OAuth1SignatureMethod.HmacSha1 => Convert.ToBase64String(HMACSHA1.HashData(_key, data)),
            OAuth1SignatureMethod.HmacSha256 => Convert.ToBase64String(HMACSHA256.HashData(_key, data)),
            OAuth1SignatureMethod.HmacSha512 => Convert.ToBase64String(HMACSHA512.HashData(_key, data)),
            OAuth1SignatureMethod.RsaSha1 => SignWithRsa(data, HashAlgorithmName.SHA1),
            OAuth1SignatureMethod.RsaSha256 => SignWithRsa(data, HashAlgorithmName.SHA256),
            _ => Encoding.ASCII.GetString(_key),
        };
#pragma warning restore CA5350
    }

    /// <summary>Returns the value of the <c>Authorization</c> header (RFC 5849 §3.5.1).</summary>
    public static string HeaderOf(IEnumerable<KeyValuePair<string, string>> parameters, string? realm = null)
    {
        var parts = parameters.Select(parameter =>
            $"{OAuth1BaseString.Encode(parameter.Key)}=\"{OAuth1BaseString.Encode(parameter.Value)}\"");
        if (realm is not null) parts = parts.Prepend($"realm=\"{EscapeQuotedString(realm)}\"");
        return "OAuth " + string.Join(", ", parts);
    }

    // RFC 9110 §5.6.4
    private static string EscapeQuotedString(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal);

    // RFC 5849 §3.4.3
    private string SignWithRsa(byte[] data, HashAlgorithmName hash) =>
        Convert.ToBase64String(_rsa!.Sign(data, hash, RSASignaturePadding.Pkcs1));

    private static string NameOf(OAuth1SignatureMethod method) => method switch
    {
        OAuth1SignatureMethod.HmacSha1 => "HMAC-SHA1",
        OAuth1SignatureMethod.HmacSha256 => "HMAC-SHA256",
        OAuth1SignatureMethod.HmacSha512 => "HMAC-SHA512",
        OAuth1SignatureMethod.RsaSha1 => "RSA-SHA1",
        OAuth1SignatureMethod.RsaSha256 => "RSA-SHA256",
        _ => "PLAINTEXT",
    };
}

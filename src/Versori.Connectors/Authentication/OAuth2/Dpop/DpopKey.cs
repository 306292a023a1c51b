using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// The P-256 key that a connection's tokens are bound to (RFC 9449 §4.2). Each connection has its own, kept with its
/// tokens.
/// </summary>
internal sealed class DpopKey
{
    /// <summary>The key's name among a token's values.</summary>
    public const string Name = "dpopKey";

    private readonly string _encoded;

    private DpopKey(string encoded)
    {
        _encoded = encoded;
        Key = KeyLoader.LoadPrivate(encoded, JwtAlgorithm.ES256, Name, KeyFormat.Base64);
    }

    public SigningKey Key { get; }

    /// <summary>Identifies the key without revealing it.</summary>
    public string Thumbprint =>
        field ??= Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Key.PublicJwk!)));

    /// <summary>Returns the key of a token, or a new key for the first token.</summary>
    public static DpopKey Of(Token? token) => Of(token?.Values.GetValueOrDefault(Name));

    /// <summary>Returns the key from its stored form, or a new key.</summary>
    public static DpopKey Of(string? kept)
    {
        if (kept is not null) return new(kept);
        using var created = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(Convert.ToBase64String(created.ExportPkcs8PrivateKey()));
    }

    /// <summary>Returns the token with this key among its values.</summary>
    public Token AddTo(Token token) => token.With(Name, _encoded);
}

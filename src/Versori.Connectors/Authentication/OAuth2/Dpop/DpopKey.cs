using System.Security.Cryptography;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>The key that a connection's tokens are bound to (RFC 9449 §4.2): P-256, made for it alone, kept with its tokens.</summary>
internal sealed class DpopKey
{
    /// <summary>The name under which it is kept among a token's values.</summary>
    public const string Name = "dpopKey";

    private readonly string _kept;

    private DpopKey(string kept)
    {
        _kept = kept;
        Key = KeyLoader.LoadPrivate(kept, JwtAlgorithm.ES256, Name, KeyFormat.Base64);
    }

    public SigningKey Key { get; }

    /// <summary>The key of a token, or a new one for the first.</summary>
    public static DpopKey Of(Token? token) => Of(token?.Values.GetValueOrDefault(Name));

    /// <summary>The key as it was kept, or a new one.</summary>
    public static DpopKey Of(string? kept)
    {
        if (kept is not null) return new(kept);
        using var created = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(Convert.ToBase64String(created.ExportPkcs8PrivateKey()));
    }

    /// <summary>The same token with this key beside it.</summary>
    public Token AddTo(Token token) => new(
        new Dictionary<string, string>(token.Values, StringComparer.Ordinal) { [Name] = _kept },
        token.ObtainedAt,
        token.ExpiresAt,
        token.Scopes,
        token.RefreshExpiresAt);
}

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>
/// Loads keys from DER: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017 A.1.1, A.1.2), SEC 1 (RFC 5915), and SubjectPublicKeyInfo
/// (RFC 5280 §4.1.2.7).
/// </summary>
internal static class DerKeys
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string RsaPss = "1.2.840.113549.1.1.10";
    private const string Ec = "1.2.840.10045.2.1";
    private const string Ed25519 = "1.3.101.112";

    /// <summary>Loads the bytes of a base64 text, which may contain any of these structures, or a PEM text.</summary>
    public static SigningKey LoadAny(byte[] bytes, string field, string? passphrase)
    {
        if (bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
        {
            return PemKeys.Load(Encoding.UTF8.GetString(bytes), field, passphrase);
        }

        if (passphrase is not null) return LoadEncrypted(bytes, field, passphrase);
        Func<byte[], string, SigningKey>[] loaders = [LoadPkcs8, LoadRsa, LoadEc, LoadPublic, LoadRsaPublic];
        foreach (var load in loaders)
        {
            try
            {
                return load(bytes, field);
            }
            catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.InvalidCredential)
            {
                // The bytes are not this structure. Try the next one.
            }
        }

        throw KeyErrors.Invalid(field, "It is neither PEM nor a JWK nor base64 of a key in DER.");
    }

    /// <summary>
    /// Loads PKCS#8. The structure is parsed here because the base class library does not support RSASSA-PSS keys and
    /// Ed25519 (RFC 8410 §7).
    /// </summary>
    public static SigningKey LoadPkcs8(byte[] bytes, string field) => ImportOrThrow(field, "PKCS#8", () =>
    {
        var info = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
        info.ReadInteger();
        var algorithm = info.ReadSequence().ReadObjectIdentifier();
        var key = info.ReadOctetString();
        return algorithm switch
        {
            Rsa or RsaPss => LoadRsa(key, field),
            Ec => ImportEc(field, ecdsa => ecdsa.ImportPkcs8PrivateKey(bytes, out _)),
            Ed25519 when new AsnReader(key, AsnEncodingRules.BER).ReadOctetString() is { Length: 32 } seed =>
                Ed25519Key.OfPrivate(seed, field),
            _ => throw KeyErrors.NotSupported(field, $"Its algorithm {algorithm} is not RSA, ECDSA or Ed25519."),
        };
    });

    public static SigningKey LoadEncrypted(byte[] bytes, string field, string? passphrase)
    {
        if (string.IsNullOrEmpty(passphrase))
        {
            throw KeyErrors.Invalid(field, "It is encrypted, but no passphrase was supplied.");
        }

        try
        {
            using var rsa = RSA.Create();
            rsa.ImportEncryptedPkcs8PrivateKey(passphrase, bytes, out _);
            return new RsaKey(rsa.ExportParameters(includePrivateParameters: true));
        }
        catch (CryptographicException)
        {
            return ImportOrThrow(field, "encrypted PKCS#8 of an RSA or EC key, or the passphrase is wrong", () =>
                ImportEc(field, ecdsa => ecdsa.ImportEncryptedPkcs8PrivateKey(passphrase, bytes, out _)));
        }
    }

    public static SigningKey LoadRsa(byte[] bytes, string field) => ImportOrThrow(field, "PKCS#1", () =>
    {
        using var rsa = RSA.Create();
        rsa.ImportRSAPrivateKey(bytes, out _);
        return new RsaKey(rsa.ExportParameters(includePrivateParameters: true));
    });

    public static SigningKey LoadEc(byte[] bytes, string field) =>
        ImportOrThrow(field, "SEC 1", () => ImportEc(field, ecdsa => ecdsa.ImportECPrivateKey(bytes, out _)));

    public static SigningKey LoadPublic(byte[] bytes, string field) => ImportOrThrow(field, "a public key", () =>
    {
        var info = new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence();
        var algorithm = info.ReadSequence().ReadObjectIdentifier();
        var key = info.ReadBitString(out _);
        if (algorithm == Ed25519 && key.Length == Ed25519Key.Size) return Ed25519Key.OfPublic(key, field);
        if (algorithm == Ec)
        {
            return ImportEc(field, ecdsa => ecdsa.ImportSubjectPublicKeyInfo(bytes, out _), isPrivate: false);
        }

        return LoadRsaPublic(key, field);
    });

    /// <summary>Loads the public key of PKCS#1 (RFC 8017 A.1.1).</summary>
    public static SigningKey LoadRsaPublic(byte[] bytes, string field) => ImportOrThrow(field, "PKCS#1", () =>
    {
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(bytes, out _);
        return new RsaKey(rsa.ExportParameters(includePrivateParameters: false));
    });

    private static EcKey ImportEc(string field, Action<ECDsa> import, bool isPrivate = true)
    {
        using var ecdsa = ECDsa.Create();
        import(ecdsa);
        var parameters = ecdsa.ExportParameters(isPrivate);
        return EcKey.AlgorithmOf(parameters.Curve) is { } algorithm
            ? new EcKey(parameters, algorithm)
            : throw KeyErrors.NotSupported(field, "Its curve is not P-256, P-384 or P-521.");
    }

    private static SigningKey ImportOrThrow(string field, string format, Func<SigningKey> load)
    {
        try
        {
            return load();
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            throw KeyErrors.Invalid(field, $"It is not {format}.");
        }
    }
}

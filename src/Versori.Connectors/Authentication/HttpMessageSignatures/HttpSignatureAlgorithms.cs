namespace Versori.Connectors.Authentication.HttpMessageSignatures;

/// <summary>The algorithms of RFC 9421 §3.3. Each has an equivalent in JOSE with another name.</summary>
internal static class HttpSignatureAlgorithms
{
    public static JwtAlgorithm JwtOf(HttpSignatureAlgorithm algorithm) => algorithm switch
    {
        HttpSignatureAlgorithm.RsaPssSha512 => JwtAlgorithm.PS512,
        HttpSignatureAlgorithm.RsaV15Sha256 => JwtAlgorithm.RS256,
        HttpSignatureAlgorithm.HmacSha256 => JwtAlgorithm.HS256,
        HttpSignatureAlgorithm.EcdsaP256Sha256 => JwtAlgorithm.ES256,
        HttpSignatureAlgorithm.EcdsaP384Sha384 => JwtAlgorithm.ES384,
        _ => JwtAlgorithm.EdDsa,
    };

    public static string NameOf(HttpSignatureAlgorithm algorithm) => algorithm switch
    {
        HttpSignatureAlgorithm.RsaPssSha512 => "rsa-pss-sha512",
        HttpSignatureAlgorithm.RsaV15Sha256 => "rsa-v1_5-sha256",
        HttpSignatureAlgorithm.HmacSha256 => "hmac-sha256",
        HttpSignatureAlgorithm.EcdsaP256Sha256 => "ecdsa-p256-sha256",
        HttpSignatureAlgorithm.EcdsaP384Sha384 => "ecdsa-p384-sha384",
        _ => "ed25519",
    };
}

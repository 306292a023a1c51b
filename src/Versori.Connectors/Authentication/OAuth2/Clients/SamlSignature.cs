using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Signs canonical XML with an enveloped signature (XML Signature Syntax and Processing §6.6.4, SAML 2.0 Core §5.4).
/// </summary>
internal static class SamlSignature
{
    private const string Namespace = "http://www.w3.org/2000/09/xmldsig#";
    private const string Canonical = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private const string Enveloped = $"{Namespace}enveloped-signature";
    private const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    /// <summary>Returns the element of the signature.</summary>
    /// <param name="key">The private key.</param>
    /// <param name="id">The <c>ID</c> of the signed element.</param>
    /// <param name="canonical">The signed element in canonical form, without the signature.</param>
    public static string Of(RsaKey key, string id, string canonical)
    {
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var content = Algorithm("CanonicalizationMethod", Canonical)
            + Algorithm("SignatureMethod", RsaSha256)
            + $"<ds:Reference URI=\"#{id}\"><ds:Transforms>"
            + Algorithm("Transform", Enveloped)
            + Algorithm("Transform", Canonical)
            + "</ds:Transforms>"
            + Algorithm("DigestMethod", Sha256)
            + $"<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>";
        // Exclusive XML Canonicalization 1.0 §3: the signed form of SignedInfo declares the prefix that it uses.
        var signedInfo = Encoding.UTF8.GetBytes($"<ds:SignedInfo xmlns:ds=\"{Namespace}\">{content}");
        var signature = key.Sign(signedInfo, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"<ds:Signature xmlns:ds=\"{Namespace}\"><ds:SignedInfo>{content}"
            + $"<ds:SignatureValue>{Convert.ToBase64String(signature)}</ds:SignatureValue></ds:Signature>";
    }

    private static string Algorithm(string element, string algorithm) =>
        $"<ds:{element} Algorithm=\"{algorithm}\"></ds:{element}>";
}

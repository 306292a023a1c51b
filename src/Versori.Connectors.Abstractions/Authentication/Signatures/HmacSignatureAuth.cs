using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A keyed hash (HMAC, RFC 2104) over parts of each request.</summary>
/// <remarks>
/// Expressions may use the method's fields, the connector's inputs and the properties of the request as it is sent:
/// <c>method</c>, <c>scheme</c>, <c>host</c>, <c>path</c>, <c>query</c> (without the question mark),
/// <c>sortedQuery</c>, <c>pathAndQuery</c>, <c>url</c>, <c>body</c>, <c>bodySha256</c>, <c>bodySha512</c>,
/// <c>bodyMd5</c> (in hexadecimal), <c>sortedFormValues</c> (names and values of a form, decoded, sorted and
/// concatenated), <c>sortedForm</c> (the parameters of a form, percent-encoded as in RFC 3986 and sorted by name and
/// value), <c>sortedParameters</c> (the same, with the parameters of the query), <c>header.NAME</c> and
/// <c>timestamp</c>. <c>nonce</c> and <c>uuid</c> stay the same within one request.
/// </remarks>
public sealed record HmacSignatureAuth() : AuthMethod("hmacSignature")
{
    /// <summary>The fields that a connection supplies. Default: <c>keyId</c> and <c>secret</c>.</summary>
    public IReadOnlyList<CredentialField> Fields
    {
        get;
        init => field = ValueList<CredentialField>.Of(value);
    } = ValueList<CredentialField>.Of([new() { Name = "keyId" }, new() { Name = "secret" }]);

    /// <summary>The hash. Default: SHA-256.</summary>
    public HmacAlgorithm Algorithm { get; init; }

    /// <summary>The encoding of the signature. Default: hexadecimal in lower case.</summary>
    public SignatureEncoding Encoding { get; init; }

    /// <summary>
    /// The key: an expression over the fields and the connector's inputs. Default: the field <c>secret</c>.
    /// </summary>
    public string Key { get; init; } = "{secret}";

    /// <summary>The format of the key: text, base64 or hexadecimal. Default: text.</summary>
    public KeyFormat KeyFormat { get; init; } = KeyFormat.Text;

    /// <summary>
    /// The text to sign: an expression. If it is a single placeholder that yields bytes, such as
    /// <c>{path | bytes(timestamp + body | sha256)}</c>, those bytes are signed. Otherwise the resulting text is signed
    /// as UTF-8.
    /// </summary>
    public required string StringToSign { get; init; }

    /// <summary>
    /// The format of <c>timestamp</c>, in UTC: <c>unix</c>, <c>unixMs</c>, <c>iso8601</c>, <c>rfc1123</c> or a .NET
    /// format. Default: <c>unix</c>.
    /// </summary>
    public string TimestampFormat { get; init; } = "unix";

    /// <summary>
    /// Where the key id, timestamp, nonce and signature are sent; at least one placement. Placements without
    /// <c>signature</c> are applied in order before the request is signed, so the signature can cover them. Placements
    /// with <c>signature</c> are applied afterwards.
    /// </summary>
    public required IReadOnlyList<CredentialPlacement> Placements
    {
        get;
        init => field = ValueList<CredentialPlacement>.Of(value);
    }
}

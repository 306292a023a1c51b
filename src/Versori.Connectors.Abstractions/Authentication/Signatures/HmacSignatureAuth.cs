using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A keyed hash (HMAC, RFC 2104) over parts of each request.</summary>
/// <remarks>
/// Templates know the method's fields, the connector's inputs and, of the request as it is sent, <c>method</c>,
/// <c>scheme</c>, <c>host</c>, <c>path</c>, <c>query</c> (without its question mark), <c>sortedQuery</c>,
/// <c>pathAndQuery</c>, <c>url</c>, <c>body</c>, <c>bodySha256</c>, <c>bodySha512</c>, <c>bodyMd5</c> (in hexadecimal),
/// <c>sortedFormValues</c> (names and values of a form, decoded, sorted, nothing between them), <c>header.NAME</c> and
/// <c>timestamp</c>. <c>nonce</c> and <c>uuid</c> stay the same within one request.
/// </remarks>
public sealed record HmacSignatureAuth() : AuthMethod("hmacSignature")
{
    /// <summary>The fields that a connection supplies. Default: <c>keyId</c> and <c>secret</c>.</summary>
    public IReadOnlyList<CredentialField> Fields { get; init => field = ValueList<CredentialField>.Of(value); } = ValueList<CredentialField>.Of([new() { Name = "keyId" }, new() { Name = "secret" }]);

    /// <summary>The hash. Default: SHA-256.</summary>
    public HmacAlgorithm Algorithm { get; init; }

    /// <summary>How the signature is written. Default: hexadecimal in lower case.</summary>
    public SignatureEncoding Encoding { get; init; }

    /// <summary>The key: a template over fields and inputs. Default: the field <c>secret</c>.</summary>
    public string Key { get; init; } = "{secret}";

    /// <summary>How the key is written: as text, base64 or hexadecimal. Default: text.</summary>
    public KeyFormat KeyFormat { get; init; } = KeyFormat.Text;

    /// <summary>
    /// What is signed: a template. Where it is one expression that gives bytes, such as
    /// <c>{path | bytes(timestamp + body | sha256)}</c>, those bytes are signed; otherwise its text as UTF-8.
    /// </summary>
    public required string StringToSign { get; init; }

    /// <summary>
    /// How <c>timestamp</c> is written: <c>unix</c>, <c>unixMs</c>, <c>iso8601</c>, <c>rfc1123</c> or a .NET format, in UTC.
    /// Default: <c>unix</c>.
    /// </summary>
    public string TimestampFormat { get; init; } = "unix";

    /// <summary>
    /// Where key id, timestamp, nonce and signature go; at least one place. Those without <c>signature</c> are put on the
    /// request before it is signed, in their order, so that they can be part of what is signed; those with it afterwards.
    /// </summary>
    public required IReadOnlyList<CredentialPlacement> Placements { get; init => field = ValueList<CredentialPlacement>.Of(value); }
}

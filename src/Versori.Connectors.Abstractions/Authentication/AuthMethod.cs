using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// One way in which the external system authenticates callers. It is managed centrally on the connector.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NoAuth), "none")]
[JsonDerivedType(typeof(ApiKeyAuth), "apiKey")]
[JsonDerivedType(typeof(BasicAuth), "basic")]
[JsonDerivedType(typeof(DigestAuth), "digest")]
[JsonDerivedType(typeof(BearerAuth), "bearer")]
[JsonDerivedType(typeof(OAuth2Auth), "oauth2")]
[JsonDerivedType(typeof(SessionTokenAuth), "sessionToken")]
[JsonDerivedType(typeof(CustomAuth), "custom")]
[JsonDerivedType(typeof(SelfSignedJwtAuth), "selfSignedJwt")]
[JsonDerivedType(typeof(HmacSignatureAuth), "hmacSignature")]
[JsonDerivedType(typeof(HttpMessageSignatureAuth), "httpMessageSignature")]
[JsonDerivedType(typeof(AwsSignatureV4Auth), "awsSignatureV4")]
[JsonDerivedType(typeof(OAuth1Auth), "oauth1")]
[JsonDerivedType(typeof(WsseAuth), "wsse")]
[JsonDerivedType(typeof(ClientCertificateAuth), "clientCertificate")]
public abstract record AuthMethod
{
    private static readonly ValueList<int> Unauthorized = ValueList<int>.Of([401]);

    private readonly string _type;

    private protected AuthMethod(string type)
    {
        _type = type;
        Id = type;
    }

    /// <summary>The id, unique within the connector. Default: the method's type.</summary>
    public string Id { get; init => field = value ?? _type; }

    /// <summary>A short label for people.</summary>
    public string? Title { get; init; }

    /// <summary>What the method is for and where its credentials are found.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The status codes with which the external system rejects a token or session. The token or session is then
    /// replaced and the request is repeated once. Default: 401 (RFC 9110 §15.5.2). Some systems use 403, 400, 419 or
    /// 440. For a connection without tokens, these status codes count as rejections of its credential.
    /// </summary>
    public IReadOnlyList<int> RejectedStatusCodes
    {
        get;
        init => field = ValueList<int>.Of(value ?? Unauthorized);
    } = Unauthorized;

    /// <summary>
    /// How a response reports a rejected token in its JSON, or in a header or trailer field, where the status code does
    /// not. Default: none, only the status code counts.
    /// </summary>
    public RejectedResponse? RejectedResponse { get; init; }

    /// <summary>
    /// Headers that every request needs besides the credential, such as an API version or the client's id. Values are
    /// expressions over the method's fields, its token's values, the connector's inputs and captured values. An empty
    /// value is not sent. The headers are set before the request is signed.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Query parameters that every request needs besides the credential. The rules of <see cref="Headers"/> apply.
    /// </summary>
    public IReadOnlyDictionary<string, string> Query
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Requests that are sent once, when a connection is made, to find out the identifiers of its account in the
    /// external system: a site, a tenant, a data center. They carry the credential. The values that they extract are
    /// captured: they become part of the connection's snapshot and are not secret, and expressions use them like
    /// inputs, in the base URL too. Default: none.
    /// </summary>
    public IReadOnlyList<AuthRequest> CaptureRequests
    {
        get;
        init => field = ValueList<AuthRequest>.Of(value);
    } = ValueList<AuthRequest>.Empty;

    /// <summary>
    /// Requests that check the credential in place of the connector's check endpoint. Use them where the system has a
    /// dedicated check at another address, with a body, or with a result in the response's content. They carry the
    /// credential, and their expressions may use its fields. At least one of them has to succeed. Values that they
    /// extract are not kept. Default: none, the check endpoint is called.
    /// </summary>
    public IReadOnlyList<AuthRequest> CheckRequests
    {
        get;
        init => field = ValueList<AuthRequest>.Of(value);
    } = ValueList<AuthRequest>.Empty;
}

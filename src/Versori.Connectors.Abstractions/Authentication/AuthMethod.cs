using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>One way the external system authenticates callers, managed centrally on the connector.</summary>
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

    /// <summary>What it is for and where its credentials are found.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The statuses with which the external system says that a token or session is no longer good; it is then replaced and
    /// the request repeated once. Default: 401 (RFC 9110 §15.5.2). Some systems say it with 403, 400, 419 or 440. Methods
    /// without tokens have nothing to replace.
    /// </summary>
    public IReadOnlyList<int> RejectedStatuses { get; init => field = ValueList<int>.Of(value ?? Unauthorized); } = Unauthorized;

    /// <summary>How it says so in the answer's JSON, where the status does not tell. Default: it does not.</summary>
    public RejectedAnswer? RejectedAnswer { get; init; }

    /// <summary>
    /// Headers that every request needs besides the credential, such as an API version or the client's id. Values are
    /// templates over the method's fields, its token's values, the connector's inputs and captured values; one that comes out
    /// empty is not sent. They are put on before a request is signed.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>Query parameters that every request needs besides the credential; as <see cref="Headers"/>.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>
    /// Requests that are sent once, when a connection is made, to find out what its account is called by the system: a site,
    /// a tenant, a data centre. They carry the credential. What they pick is captured: it becomes part of the connection's
    /// snapshot, is not secret, and templates use it like an input, also in the base URL. Default: none.
    /// </summary>
    public IReadOnlyList<SessionRequest> CaptureRequests { get; init => field = ValueList<SessionRequest>.Of(value); } = ValueList<SessionRequest>.Empty;

    /// <summary>
    /// Requests that try the credential, in place of the connector's check endpoint: where the system has one of its own for
    /// that, at another address, with a body, or with an answer that tells. They carry the credential, and templates may use
    /// its fields. One of them has to succeed; what else they pick is not kept. Default: none, the check endpoint is called.
    /// </summary>
    public IReadOnlyList<SessionRequest> CheckRequests { get; init => field = ValueList<SessionRequest>.Of(value); } = ValueList<SessionRequest>.Empty;
}

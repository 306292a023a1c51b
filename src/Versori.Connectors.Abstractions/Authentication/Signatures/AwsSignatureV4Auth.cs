using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// AWS Signature Version 4 (AWS IAM User Guide, "AWS Signature Version 4 for API requests"). Fields:
/// <c>accessKeyId</c>, <c>secretAccessKey</c>, and <c>sessionToken</c> for temporary credentials.
/// </summary>
/// <remarks>
/// The request's path and query are rewritten to the canonical encoding of AWS, so that both sides sign the same text.
/// </remarks>
public sealed record AwsSignatureV4Auth() : AuthMethod("awsSignatureV4")
{
    /// <summary>
    /// The region: an expression over the fields and the connector's inputs, such as <c>{region}</c>.
    /// </summary>
    public required string Region { get; init; }

    /// <summary>
    /// The service's signing name, such as <c>execute-api</c>: an expression over the fields and the connector's
    /// inputs.
    /// </summary>
    public required string Service { get; init; }

    /// <summary>
    /// Whether the signature is sent in the query (a presigned URL) instead of in headers. Default: no.
    /// </summary>
    public bool PresignUrl { get; init; }

    /// <summary>How long a signature in the query is valid. Default: 15 minutes. Maximum: 7 days.</summary>
    public TimeSpan ExpiresAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Whether bodies are sent without hashing them (<c>UNSIGNED-PAYLOAD</c>), where the service allows it. Default:
    /// no. Presigned URLs of S3 never hash bodies: those of methods that send <c>x-amz-content-sha256</c> or do not
    /// encode the path twice.
    /// </summary>
    public bool UnsignedPayload { get; init; }

    /// <summary>Whether the header <c>x-amz-content-sha256</c> is sent, which S3 requires. Default: no.</summary>
    public bool IncludeContentSha256 { get; init; }

    /// <summary>
    /// Whether the path is encoded twice in the canonical request, as every service except S3 requires. Default: yes.
    /// If not, an encoded slash in the path becomes a slash, because the keys of S3 contain slashes.
    /// </summary>
    public bool DoubleEncodePath { get; init; } = true;

    /// <summary>
    /// Whether empty path segments are removed in the canonical request, as every service except S3 requires. Default:
    /// yes.
    /// </summary>
    public bool NormalizePath { get; init; } = true;

    /// <summary>
    /// Whether the session token of temporary credentials is added after signing, so that the signature does not cover
    /// it. Some services require this, such as AWS IoT. Default: no.
    /// </summary>
    public bool AddSessionTokenAfterSigning { get; init; }

    /// <summary>A role that is assumed first. Its temporary credentials sign the requests. Default: none.</summary>
    public AwsAssumedRole? AssumedRole { get; init; }

    /// <summary>
    /// Headers that are signed if the request has them, in addition to <c>host</c>, <c>content-type</c>,
    /// <c>content-md5</c> and all that begin with <c>x-amz-</c>. Default: none.
    /// </summary>
    public IReadOnlyList<string> SignedHeaders
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>Creates a method with the settings of S3 and systems that speak its protocol.</summary>
    /// <param name="region">The region: an expression over the fields and the connector's inputs.</param>
    public static AwsSignatureV4Auth S3(string region) => new()
    {
        Region = region,
        Service = "s3",
        IncludeContentSha256 = true,
        DoubleEncodePath = false,
        NormalizePath = false,
    };
}

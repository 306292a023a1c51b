using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Authentication.AwsSignatureV4;

/// <summary>
/// Content that an SDK sends in chunks with the encoding <c>aws-chunked</c> (Amazon S3 API reference, "Signature
/// calculations for the Authorization header: transferring payload in multiple chunks"). The header
/// <c>x-amz-content-sha256</c> then holds a constant in place of a hash.
/// </summary>
internal static class AwsStreamingPayload
{
    private const string Prefix = "STREAMING-";
    private const string Unsigned = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    public static bool IsStreaming(string payloadHash) => payloadHash.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Returns the constant to sign in place of a hash; <see langword="null"/> for other content.</summary>
    /// <exception cref="ConnectorException">The chunks themselves are signed, with the caller's key.</exception>
    public static string? HashOf(HttpRequestMessage request)
    {
        if (RequestHeaders.Find(request, "x-amz-content-sha256") is not { } hash || !IsStreaming(hash)) return null;
        return hash == Unsigned ? hash : throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.NotSupported,
            Message = $"The request's content is '{hash}': the caller signed each of its chunks with the caller's own "
                + "key, and the connection cannot sign them again. Send the content without signed chunks: with the "
                + "AWS SDK, set UseChunkEncoding to false or DisablePayloadSigning to true on the request.",
            Location = "x-amz-content-sha256",
        });
    }
}

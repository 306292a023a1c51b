using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.AwsSignatureV4;

/// <summary>Signs requests with AWS Signature Version 4.</summary>
internal sealed class AwsSignatureV4Authenticator(
    AwsSignatureV4Auth method, string accessKeyId, AwsSigningKey key, string? sessionToken, ExpressionContext context)
    : RequestAuthenticator
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Unsigned = "UNSIGNED-PAYLOAD";
    private const string SecurityToken = "X-Amz-Security-Token";
    private static readonly string EmptyHash = Convert.ToHexStringLower(SHA256.HashData([]));
    private static readonly string[] Headers =
        ["Authorization", "X-Amz-Date", SecurityToken, "x-amz-content-sha256"];

    private static readonly string[] Parameters =
    [
        "X-Amz-Signature", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders",
        SecurityToken,
    ];

    // Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters": a presigned URL of S3 never covers
    // the payload, because it is not known when the URL is created.
    private bool IsPayloadUnsigned => method.UnsignedPayload || (method.PresignUrl && IsS3);

    // S3 is the only protocol that hashes the payload in a header, and that does not encode the path twice.
    private bool IsS3 => method.IncludeContentSha256 || !method.DoubleEncodePath;

    public override string Name => PlacedNames.First();

    public override IEnumerable<string> PlacedNames => method.PresignUrl ? Parameters : Headers;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var streamingHash = AwsStreamingPayload.HashOf(request);
        Remove(request);
        if (streamingHash is not null)
        {
            Sign(request, streamingHash);
            return default;
        }

        if (!IsPayloadUnsigned && request.Content is not null) return ApplyWithBodyAsync(request, cancellationToken);
        Sign(request, IsPayloadUnsigned ? Unsigned : EmptyHash);
        return default;
    }

    public override void Remove(HttpRequestMessage request)
    {
        foreach (var name in method.PresignUrl ? [] : Headers) request.Headers.Remove(name);
        foreach (var name in method.PresignUrl ? Parameters : []) QueryParameters.Remove(request, name);
    }

    private async ValueTask ApplyWithBodyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await BufferedRequestBody.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        Sign(request, Convert.ToHexStringLower(SHA256.HashData(body)));
    }

    private void Sign(HttpRequestMessage request, string payloadHash)
    {
        var time = context.Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var date = time[..8];
        if (!method.PresignUrl) AddHeaders(request, time, payloadHash);
        var headers = AwsCanonicalHeaders.Of(request, method.SignedHeaders);
        var path = AwsCanonicalUri.Path(request.RequestUri!, slashesAreData: method.DoubleEncodePath);
        var pairs = AwsCanonicalUri.Pairs(request.RequestUri!).ToList();
        if (method.PresignUrl) AddParameters(pairs, time, date, headers.Names);

        var canonicalPath = AwsCanonicalUri.Canonical(path, method.DoubleEncodePath, method.NormalizePath);
        var canonicalQuery = AwsCanonicalUri.Canonical(pairs);
        var canonicalRequest = string.Join(
            '\n', request.Method.Method, canonicalPath, canonicalQuery, headers.Lines, headers.Names, payloadHash);
        var stringToSign = Encoding.UTF8.GetBytes(StringToSign(time, date, canonicalRequest));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key.Of(date), stringToSign));
        if (method.PresignUrl)
        {
            pairs.Add($"X-Amz-Signature={signature}");
            if (method.AddSessionTokenAfterSigning) AddSessionToken(pairs);
        }
        else
        {
            var parameters =
                $"Credential={accessKeyId}/{key.Scope(date)}, SignedHeaders={headers.Names}, Signature={signature}";
            RequestHeaders.Set(request, "Authorization", $"{Algorithm} {parameters}");
            if (method.AddSessionTokenAfterSigning) AddSessionToken(request);
        }

        Rewrite(request, path, pairs);
    }

    private void AddHeaders(HttpRequestMessage request, string time, string payloadHash)
    {
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        if (!method.AddSessionTokenAfterSigning) AddSessionToken(request);
        if (method.IncludeContentSha256 || method.UnsignedPayload || AwsStreamingPayload.IsStreaming(payloadHash))
        {
            request.Headers.TryAddWithoutValidation("x-amz-content-sha256", payloadHash);
        }
    }

    private void AddParameters(List<string> pairs, string time, string date, string signedHeaders)
    {
        Add("X-Amz-Algorithm", Algorithm);
        Add("X-Amz-Credential", $"{accessKeyId}/{key.Scope(date)}");
        Add("X-Amz-Date", time);
        Add("X-Amz-Expires", ((long)method.ExpiresAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        Add("X-Amz-SignedHeaders", signedHeaders);
        if (!method.AddSessionTokenAfterSigning) AddSessionToken(pairs);

        void Add(string name, string value) => pairs.Add($"{name}={PercentEncoding.Encode(value)}");
    }

    private void AddSessionToken(HttpRequestMessage request)
    {
        if (sessionToken is not null) request.Headers.TryAddWithoutValidation(SecurityToken, sessionToken);
    }

    private void AddSessionToken(List<string> pairs)
    {
        if (sessionToken is not null) pairs.Add($"{SecurityToken}={PercentEncoding.Encode(sessionToken)}");
    }

    private string StringToSign(string time, string date, string canonicalRequest)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)));
        return $"{Algorithm}\n{time}\n{key.Scope(date)}\n{hash}";
    }

    // The URL is sent exactly as it was signed.
    private static void Rewrite(HttpRequestMessage request, string path, List<string> pairs)
    {
        var uri = request.RequestUri!;
        var target = pairs.Count == 0 ? path : $"{path}?{string.Join('&', pairs)}";
        if (uri.PathAndQuery == target) return;
        request.RequestUri = RequestTarget.ReplaceExactly(uri, target);
    }
}

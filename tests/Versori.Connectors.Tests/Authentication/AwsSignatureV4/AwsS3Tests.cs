using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.Tests.Authentication.AwsSignatureV4;

/// <summary>The differences between S3 and other services, and the session token that is not signed.</summary>
public sealed class AwsS3Tests
{
    private static readonly DateTimeOffset Then = DateTimeOffset.Parse("2013-05-24T00:00:00Z");
    private static readonly AwsSignatureV4Auth S3 = AwsSignatureV4Auth.S3("us-east-1");
    private static readonly (string, string)[] Fields =
    [
        ("accessKeyId", "AKIAIOSFODNN7EXAMPLE"),
        ("secretAccessKey", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    ];

    // Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters", without naming the payload.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_presigned_url_of_s3_never_covers_the_payload(bool hasBody)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://examplebucket.s3.amazonaws.com/test.txt");
        if (hasBody) request.Content = new ByteArrayContent("body"u8.ToArray());

        await Signing.SignAsync(
            S3 with { PresignUrl = true, ExpiresAfter = TimeSpan.FromSeconds(86400) }, request, Then, Fields);

        Assert.EndsWith(
            "X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            request.RequestUri!.Query,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_presigned_url_of_another_service_covers_the_payload()
    {
        var signatures = new HashSet<string>();
        foreach (var body in new[] { "a", "b" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://x.example/")
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
            };
            var method = new AwsSignatureV4Auth { Region = "r", Service = "execute-api", PresignUrl = true };
            signatures.Add((await Signing.SignAsync(method, request, Then, Fields)).RequestUri!.Query);
        }

        Assert.Equal(2, signatures.Count);
    }

    [Theory]
    [InlineData("https://b.s3.amazonaws.com/photos%2F2026/a%20b.txt", "/photos/2026/a%20b.txt")]
    [InlineData("https://b.s3.amazonaws.com/photos/2026/a%20b.txt", "/photos/2026/a%20b.txt")]
    [InlineData("https://b.s3.amazonaws.com/a%2F%2Fb", "/a//b")]
    public async Task Slashes_in_s3_keys_are_kept_in_path_and_signature(string url, string path)
    {
        foreach (var method in new[] { S3, S3 with { PresignUrl = true } })
        {
            using var encoded = new HttpRequestMessage(HttpMethod.Get, url);
            using var plain = new HttpRequestMessage(HttpMethod.Get, $"https://b.s3.amazonaws.com{path}");

            await Signing.SignAsync(method, encoded, Then, Fields);
            await Signing.SignAsync(method, plain, Then, Fields);

            Assert.Equal(path, encoded.RequestUri!.AbsolutePath);
            Assert.Equal(Signature(plain), Signature(encoded));
        }
    }

    [Fact]
    public async Task An_encoded_slash_is_sent_unchanged_to_another_service()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example/a%2Fb");

        await Signing.SignAsync(
            new AwsSignatureV4Auth { Region = "r", Service = "execute-api" }, request, Then, Fields);

        Assert.Equal("/a%2Fb", request.RequestUri!.AbsolutePath);
    }

    [Theory]
    [InlineData("https://b.s3.amazonaws.com/a%2F..%2Fc")]
    [InlineData("https://b.s3.amazonaws.com/a%2F.%2Fc")]
    public async Task A_key_that_would_leave_its_path_is_refused(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => Signing.SignAsync(S3, request, Then, Fields));

        Assert.Equal((ConnectorErrorCode.InvalidArgument, "path"), (error.Code, error.Error.Location));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dot_segments_of_the_caller_are_sent_and_signed_in_both_modes(bool presign)
    {
        const string Path = "/a/../b/./c";
        var exact = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"https://b.s3.amazonaws.com{Path}", exact));
        var authenticator = Signing.Prepare(S3 with { PresignUrl = presign }, Then, Fields)[0];

        await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);
        await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(Path, request.RequestUri!.AbsolutePath);
        Assert.Equal(Expected(request, presign, Path), Signature(request));
        authenticator.Remove(request);
        Assert.Equal(Path, request.RequestUri.PathAndQuery);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_token_can_be_added_after_signing(bool presign)
    {
        (string, string)[] fields = [.. Fields, ("sessionToken", "t/+=")];
        var method = new AwsSignatureV4Auth { Region = "r", Service = "iotdevicegateway", PresignUrl = presign };
        using var without = new HttpRequestMessage(HttpMethod.Get, "https://x.example/mqtt");
        using var added = new HttpRequestMessage(HttpMethod.Get, "https://x.example/mqtt");
        using var signed = new HttpRequestMessage(HttpMethod.Get, "https://x.example/mqtt");

        await Signing.SignAsync(method, without, Then, Fields);
        await Signing.SignAsync(method with { AddSessionTokenAfterSigning = true }, added, Then, fields);
        await Signing.SignAsync(method, signed, Then, fields);

        Assert.Equal(Signature(without), Signature(added));
        Assert.NotEqual(Signature(without), Signature(signed));
        var sent = presign
            ? added.RequestUri!.Query.Split("X-Amz-Security-Token=")[1]
            : added.Header("X-Amz-Security-Token");
        Assert.Equal(presign ? "t%2F%2B%3D" : "t/+=", sent);
    }

    private static string Signature(HttpRequestMessage request) =>
        (request.Headers.Contains("Authorization")
            ? request.Header("Authorization").Split("Signature=")[1]
            : request.RequestUri!.Query.Split("X-Amz-Signature=")[1]).Split('&')[0];

    // The test builds the canonical request from the sent request.
    private static string Expected(HttpRequestMessage request, bool presign, string path)
    {
        var query = string.Join('&', request.RequestUri!.Query.TrimStart('?').Split('&')
            .Where(pair => !pair.StartsWith("X-Amz-Signature", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
        var empty = Convert.ToHexStringLower(SHA256.HashData([]));
        var canonical = presign
            ? $"GET\n{path}\n{query}\nhost:b.s3.amazonaws.com\n\nhost\nUNSIGNED-PAYLOAD"
            : $"GET\n{path}\n\nhost:b.s3.amazonaws.com\nx-amz-content-sha256:{empty}\nx-amz-date:20130524T000000Z\n\n"
                + $"host;x-amz-content-sha256;x-amz-date\n{empty}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var toSign = $"AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n{hash}";
        var key = Encoding.UTF8.GetBytes("AWS4" + Fields[1].Item2);
        foreach (var part in new[] { "20130524", "us-east-1", "s3", "aws4_request", toSign })
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(key);
    }
}

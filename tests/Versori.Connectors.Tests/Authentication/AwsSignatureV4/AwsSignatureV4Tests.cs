using System.Text;
using Versori.Connectors.Authentication.AwsSignatureV4;

namespace Versori.Connectors.Tests.Authentication.AwsSignatureV4;

/// <summary>
/// Amazon S3 API Reference, "Signature Calculations for the Authorization Header", and AWS General Reference.
/// </summary>
public class AwsSignatureV4Tests
{
    private static readonly AwsSignatureV4Auth S3 = AwsSignatureV4Auth.S3("us-east-1") with
    {
        SignedHeaders = ["range", "date"],
    };
    private static readonly DateTimeOffset Then = DateTimeOffset.Parse("2013-05-24T00:00:00Z");
    private static readonly (string, string)[] Fields =
    [
        ("accessKeyId", "AKIAIOSFODNN7EXAMPLE"),
        ("secretAccessKey", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    ];

    [Theory]
    [InlineData("/test.txt", "bytes=0-9", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData("/?lifecycle", null, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("/?max-keys=2&prefix=J", null, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public async Task The_signature_of_a_read_equals_the_published_one(string target, string? range, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://examplebucket.s3.amazonaws.com{target}");
        if (range is not null) request.Headers.TryAddWithoutValidation("Range", range);

        await Signing.SignAsync(S3, request, Then, Fields);

        Assert.EndsWith($"Signature={expected}", request.Header("Authorization"), StringComparison.Ordinal);
        Assert.StartsWith(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;",
            request.Header("Authorization"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signature_of_a_write_equals_the_published_one()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put,
            "https://examplebucket.s3.amazonaws.com/test$file.text")
        {
            Content = new ByteArrayContent(
                "Welcome to Amazon S3."u8.ToArray())
        };
        request.Headers.TryAddWithoutValidation("Date", "Fri, 24 May 2013 00:00:00 GMT");
        request.Headers.TryAddWithoutValidation("x-amz-storage-class", "REDUCED_REDUNDANCY");

        await Signing.SignAsync(S3, request, Then, Fields);

        Assert.EndsWith(
            "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            request.Header("Authorization"),
            StringComparison.Ordinal);
        Assert.Equal(
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", request.Header("x-amz-content-sha256"));
        Assert.Equal("/test%24file.text", request.RequestUri!.AbsolutePath);
    }

    // Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters".
    [Fact]
    public async Task A_presigned_url_equals_the_published_one()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://examplebucket.s3.amazonaws.com/test.txt");
        var method = S3 with { PresignUrl = true, UnsignedPayload = true, ExpiresAfter = TimeSpan.FromSeconds(86400) };
        var authenticator = Signing.Prepare(method, Then, Fields)[0];

        await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);
        await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(
            "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&"
                + "X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&"
                + "X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&"
                + "X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            request.RequestUri!.AbsoluteUri);
        authenticator.Remove(request);
        Assert.Equal("https://examplebucket.s3.amazonaws.com/test.txt", request.RequestUri.AbsoluteUri);
    }

    // AWS General Reference, the worked example and "Deriving the signing key".
    [Fact]
    public async Task The_worked_example_and_its_key_equal_the_published_ones()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08")
        {
            Content = new StringContent("", Encoding.UTF8, "application/x-www-form-urlencoded"),
        };

        await Signing.SignAsync(
            new AwsSignatureV4Auth { Region = "us-east-1", Service = "iam" },
            request,
            DateTimeOffset.Parse("2015-08-30T12:36:00Z"),
            ("accessKeyId", "AKIDEXAMPLE"),
            ("secretAccessKey", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"));

        Assert.EndsWith(
            "SignedHeaders=content-type;host;x-amz-date, "
                + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
            request.Header("Authorization"),
            StringComparison.Ordinal);
        Assert.Equal(
            "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9",
            Convert.ToHexStringLower(
                new AwsSigningKey("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "iam").Of("20150830")));
    }

    [Fact]
    public async Task A_key_that_would_break_the_header_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://x.example");
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => Signing.SignAsync(S3, request, Then, ("accessKeyId", "a\r\nb"), ("secretAccessKey", "s")));
        Assert.Equal("accessKeyId", Signing.Error(exception).Location);
    }
}

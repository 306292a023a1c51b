using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using SdkClientFactory = Amazon.Runtime.HttpClientFactory;

namespace Versori.Connectors.Hosts.Tests.Sdks;

public sealed class S3Tests : SdkTests
{
    [Fact]
    public async Task A_response_is_read_as_a_stream()
    {
        using var response = await S3(Api).GetObjectAsync("bucket", "key");
        using var reader = new StreamReader(response.ResponseStream);

        Assert.Equal("content", await reader.ReadToEndAsync());
    }

    private protected override SdkResponse Respond(RecordedRequest request) =>
        new(request.Method == "PUT" ? "" : "content") { Headers = [("ETag", "\"9a0364b9e99bb480dd25e1f0284c8555\"")] };

    protected override Task ReadAsync(Uri api) => S3(api).GetObjectAsync("bucket", "key");

    protected override Task WriteAsync(Uri api) => S3(api).PutObjectAsync(new PutObjectRequest
    {
        BucketName = "bucket",
        Key = "key",
        InputStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Written)),
    });

    private AmazonS3Client S3(Uri api) => new(new AnonymousAWSCredentials(), new AmazonS3Config
    {
        ServiceURL = api.AbsoluteUri,
        AuthenticationRegion = "us-east-1",
        ForcePathStyle = true,
        MaxErrorRetry = 0,
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        HttpClientFactory = new OverConnection(Client),
    });

    private sealed class OverConnection(Func<HttpClient> create) : SdkClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => create();

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}

using Azure.Core.Pipeline;
using Azure.Storage.Blobs;

namespace Versori.Connectors.Hosts.Tests.Sdks;

public sealed class AzureBlobTests : SdkTests
{
    [Fact]
    public void A_synchronous_call_carries_the_credential_and_is_repeated() =>
        AssertSynchronous(() => Blob(Api).DownloadContent());

    [Fact]
    public async Task A_response_is_read_as_a_stream()
    {
        using var download = (await Blob(Api).DownloadStreamingAsync()).Value;
        using var reader = new StreamReader(download.Content);

        Assert.Equal("content", await reader.ReadToEndAsync());
    }

    private protected override SdkResponse Respond(RecordedRequest request) =>
        new(request.Method == "PUT" ? "" : "content")
        {
            Status = request.Method == "PUT" ? 201 : 200,
            ContentType = "application/octet-stream",
            Headers =
            [
                ("ETag", "\"1\""), ("Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT"), ("x-ms-blob-type", "BlockBlob"),
            ],
        };

    protected override Task ReadAsync(Uri api) => Blob(api).DownloadContentAsync();

    protected override Task WriteAsync(Uri api) =>
        Blob(api).UploadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Written)), overwrite: true);

    private BlobClient Blob(Uri api) => new(new Uri(api, "/account/container/blob"), new BlobClientOptions
    {
        Transport = new HttpClientTransport(Client()),
        Retry = { MaxRetries = 0 },
    });
}

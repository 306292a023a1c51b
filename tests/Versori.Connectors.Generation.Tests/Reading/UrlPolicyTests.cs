using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Versori.Connectors.Http;

namespace Versori.Connectors.Generation.Tests;

/// <summary>The allowed URLs of documents and of their redirects.</summary>
public sealed class UrlPolicyTests : IAsyncLifetime
{
    private readonly List<string> _requests = [];
    private WebApplication _server = null!;
    private WebApplication _victim = null!;

    private string Address => _server.Urls.First();

    private string Victim => _victim.Urls.First();

    public async ValueTask InitializeAsync()
    {
        _victim = Create();
        _victim.Run(context =>
        {
            _requests.Add(context.Request.Path);
            return context.Response.WriteAsync(Samples.Read("chat.json"));
        });
        await _victim.StartAsync();
        _server = Create();
        _server.MapGet("/to-victim", () => Results.Redirect($"{Victim}/chat.json"));
        _server.MapGet("/to-file", () => Results.Redirect("file:///etc/passwd"));
        _server.MapGet("/to-data", () => Results.Redirect("data:text/plain,x"));
        _server.MapGet("/to-metadata", () => Results.Redirect("http://169.254.169.254/latest/meta-data/"));
        _server.MapGet("/round", () => Results.Redirect("/round"));
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _victim.DisposeAsync();
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/openapi.json")]
    [InlineData("https://127.0.0.1:9/openapi.json")]
    [InlineData("https://[::1]/openapi.json")]
    [InlineData("https://[::ffff:10.0.0.1]/openapi.json")]
    [InlineData("https://2130706433/openapi.json")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://localhost/openapi.json")]
    public async Task A_document_is_not_fetched_from_a_private_address(string url)
    {
        var error = await RefusedAsync(ConnectorGenerator.Create(), url);

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, error.Code);
        Assert.Contains(new Uri(url).GetLeftPart(UriPartial.Authority), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_not_fetched_over_plain_http() =>
        Assert.Equal(
            ConnectorErrorCode.InsecureTransport,
            (await RefusedAsync(ConnectorGenerator.Create(), "http://shop.example/openapi.json")).Code);

    [Theory]
    [InlineData("/to-victim", null)]
    [InlineData("/to-file", "file://")]
    [InlineData("/to-data", "data:")]
    [InlineData("/to-metadata", "http://169.254.169.254")]
    public async Task A_redirect_of_a_document_is_checked_like_its_url(string path, string? origin)
    {
        var error = await RefusedAsync(Trusting(), Address + path);

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, error.Code);
        Assert.Contains(origin ?? Victim, error.Message, StringComparison.Ordinal);
        Assert.Empty(_requests);
    }

    [Theory]
    [InlineData("/to-file")]
    [InlineData("/to-data")]
    public async Task The_error_for_a_scheme_that_cannot_be_trusted_does_not_advise_to_trust_it(string path)
    {
        var error = await RefusedAsync(Trusting(), Address + path);

        Assert.DoesNotContain("Trust(", error.Message, StringComparison.Ordinal);
        Assert.NotEqual("", error.Location);
    }

    [Fact]
    public async Task A_redirect_to_a_trusted_origin_is_followed()
    {
        var import = await Trusting(Victim).ImportAsync(ConnectorSource.OpenApi(new Uri($"{Address}/to-victim")));

        Assert.Equal(10, import.Definition.Endpoints.Count);
    }

    [Fact]
    public async Task Redirect_loops_are_refused() =>
        Assert.Contains(
            "10 times", (await RefusedAsync(Trusting(), $"{Address}/round")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_primary_handler_of_the_host_does_not_follow_redirects_itself(bool isUsed)
    {
        using var handler = new HttpClientHandler();
        using var client = new HttpClient(handler, disposeHandler: false);
        if (isUsed) await client.GetAsync($"{Victim}/before", TestContext.Current.CancellationToken);
        _requests.Clear();

        var error = await RefusedAsync(
            ConnectorGenerator.Create(handler: handler, options: Options(Address)), $"{Address}/to-victim");

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, error.Code);
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task A_host_name_that_resolves_to_loopback_is_refused_in_a_host()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IHostNameResolver>(new Loopback());
        services.AddVersoriConnectors().AddGeneration();
        await using var provider = services.BuildServiceProvider();
        var generator = provider.GetRequiredService<IConnectorGenerator>();

        var error = await RefusedAsync(generator, $"https://shop.example:{new Uri(Victim).Port}/openapi.json");

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, error.Code);
        Assert.Contains("https://shop.example", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_configures_trusted_origins_for_documents_like_those_for_discovery()
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors()
            .ConfigureExternalUrls(options => options.Trust(Victim))
            .AddGeneration();
        await using var provider = services.BuildServiceProvider();

        var import = await provider.GetRequiredService<IConnectorGenerator>()
            .ImportAsync(ConnectorSource.OpenApi(new Uri($"{Victim}/chat.json")));

        Assert.Equal(10, import.Definition.Endpoints.Count);
    }

    [Fact]
    public void An_invalid_trusted_origin_is_refused_immediately() =>
        Assert.Throws<ArgumentException>(() => ConnectorGenerator.Create(options: Options("shop.example/path")));

    private IConnectorGenerator Trusting(params string[] others) =>
        ConnectorGenerator.Create(options: Options([Address, .. others]));

    private static ConnectorGenerationOptions Options(params string[] origins) =>
        new() { ExternalUrls = new() { TrustedOrigins = origins } };

    private static async Task<ConnectorError> RefusedAsync(IConnectorGenerator generator, string url) =>
        (await Assert.ThrowsAsync<ConnectorException>(
            () => generator.ImportAsync(ConnectorSource.OpenApi(new Uri(url))))).Error;

    private static WebApplication Create()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        return builder.Build();
    }

    private sealed class Loopback : IHostNameResolver
    {
        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult(Resolve(host));

        public IPAddress[] Resolve(string host) => [IPAddress.Loopback];
    }
}

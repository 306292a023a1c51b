using System.Net;
using System.Net.Sockets;
using Versori.Connectors.Http;

namespace Versori.Connectors.Tests.Http.Egress;

public sealed class EgressGuardTests
{
    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:169.254.169.254]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://10.0.0.1:8443/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://as.localhost/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://intranet/")]
    [InlineData("http://127.0.0.1/")]
    public void A_url_with_a_forbidden_host_is_refused_by_its_origin(string url)
    {
        var exception = Assert.Throws<ConnectorException>(() => Policy(new()).Check(new(url)));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
        Assert.Contains(Origins.Of(new(url)), exception.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"ConfigureExternalUrls(options => options.Trust(\"{Origins.Of(new(url))}\"))",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://shop.example/")]
    public void A_url_with_another_scheme_is_refused_and_cannot_be_trusted(string url)
    {
        var exception = Assert.Throws<ConnectorException>(() => Policy(new()).Check(new(url)));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
        Assert.Contains(Origins.Of(new(url)), exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Trust(", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_http_is_refused()
    {
        var exception = Assert.Throws<ConnectorException>(
            () => Policy(new()).Check(new("http://shop.example/x?key=k")));

        Assert.Equal(ConnectorErrorCode.InsecureTransport, exception.Code);
        Assert.Contains("http://shop.example", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("key", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://as.corp.example", "https://as.corp.example/x", true)]
    [InlineData("https://AS.corp.example:443", "https://as.corp.example/x", true)]
    [InlineData("http://127.0.0.1:*", "http://127.0.0.1:5000/x", true)]
    [InlineData("https://as.corp.example", "http://as.corp.example/x", false)]
    [InlineData("https://as.corp.example", "https://as.corp.example:444/x", false)]
    [InlineData("https://as.corp.example", "https://as.corp.example.evil.example/x", false)]
    [InlineData("http://127.0.0.1:*", "http://127.0.0.1.evil.example:5000/x", false)]
    public void An_origin_is_trusted_by_scheme_host_and_port(string trusted, string url, bool expected) =>
        Assert.Equal(expected, Policy(new() { TrustedOrigins = [trusted] }).Trusts(new(url)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task A_host_name_is_refused_by_its_resolved_address(string address)
    {
        using var listener = Listen();

        var exception = await Assert.ThrowsAsync<HttpRequestException>(
            () => SendAsync(new SocketsHttpHandler(), Policy(new(), address), UrlOf(listener)));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, EgressPolicy.Refusal(exception)!.Code);
        Assert.Contains("https://as.example:", EgressPolicy.Refusal(exception)!.Message, StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task The_address_that_a_connect_callback_of_the_host_connects_to_is_checked()
    {
        using var listener = Listen();
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };

        var exception = await Assert.ThrowsAsync<HttpRequestException>(
            () => SendAsync(handler, Policy(new(), "8.8.8.8"), UrlOf(listener)));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, EgressPolicy.Refusal(exception)!.Code);
    }

    [Fact]
    public async Task A_private_proxy_is_allowed_and_the_hosts_of_proxied_urls_are_checked()
    {
        using var listener = Listen();
        using var handler = new SocketsHttpHandler { Proxy = new WebProxy("127.0.0.1", Port(listener)) };
        var policy = Policy(new(), "8.8.8.8");

        foreach (var refused in (string[])["https://169.254.169.254/", "https://localhost/"])
        {
            var exception = await Assert.ThrowsAsync<ConnectorException>(
                () => SendAsync(handler, policy, new(refused)));
            Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
        }

        await Assert.ThrowsAsync<ConnectorException>(
            () => SendAsync(handler, Policy(new(), "10.0.0.1"), new("https://as.example/")));
        Assert.False(listener.Pending());

        var request = SendAsync(handler, policy, new("https://as.example/"));
        using (var tunnel = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            using var reader = new StreamReader(tunnel.GetStream());
            Assert.StartsWith(
                "CONNECT as.example:443",
                await reader.ReadLineAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
            await tunnel.GetStream().WriteAsync(
                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                TestContext.Current.CancellationToken);
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => request);
    }

    [Fact]
    public async Task A_handler_with_unchecked_connections_receives_only_names_with_public_addresses()
    {
        using var handler = new RedirectingHandler(new("https://as.example/next"));

        await Assert.ThrowsAsync<ConnectorException>(
            () => SendAsync(handler, Policy(new(), "10.0.0.1"), new("https://as.example/")));

        Assert.Equal(0, handler.Requests);
        using var response = await SendAsync(handler, Policy(new(), "8.8.8.8"), new("https://as.example/"));
        Assert.Equal(1, handler.Requests);
    }

    [Fact]
    public async Task A_response_from_a_url_that_a_handler_redirected_to_is_refused()
    {
        using var handler = new RedirectingHandler(new("http://169.254.169.254/latest"));

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => SendAsync(handler, Policy(new(), "8.8.8.8"), new("https://as.example/")));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
        Assert.Contains("169.254.169.254", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_synchronous_request_is_checked_too()
    {
        using var listener = Listen();
        using var invoker = Invoker(new SocketsHttpHandler(), Policy(new(), "127.0.0.1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, UrlOf(listener));
        using var literal = new HttpRequestMessage(HttpMethod.Get, "https://127.0.0.1/");

        var exception = Assert.Throws<HttpRequestException>(() => invoker.Send(request, default));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, EgressPolicy.Refusal(exception)!.Code);
        Assert.Throws<ConnectorException>(() => invoker.Send(literal, default));
        Assert.False(listener.Pending());
    }

    private static EgressPolicy Policy(ExternalUrlOptions options, params string[] addresses) =>
        new(options, new FixedHostNames([.. addresses.Select(IPAddress.Parse)]));

    private static async Task<HttpResponseMessage> SendAsync(HttpMessageHandler handler, EgressPolicy policy, Uri url)
    {
        using var invoker = Invoker(handler, policy);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await invoker.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static HttpMessageInvoker Invoker(HttpMessageHandler handler, EgressPolicy policy)
    {
        var (primary, guard) = GuardedPrimaryHandler.Create(handler, policy);
        guard.InnerHandler = primary;
        return new(guard, disposeHandler: false);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static Uri UrlOf(TcpListener listener) => new($"https://as.example:{Port(listener)}/");

    private sealed class RedirectingHandler(Uri last) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            var response = new HttpResponseMessage { RequestMessage = new(HttpMethod.Get, last) };
            return Task.FromResult(response);
        }
    }
}

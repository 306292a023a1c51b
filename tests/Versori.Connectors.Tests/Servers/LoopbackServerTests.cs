using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.Servers;

public class LoopbackServerTests
{
    [Fact]
    public async Task The_server_records_method_target_headers_and_body_in_order()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("hello"));
        using var http = server.CreateClient();

        Assert.Equal("hello", await http.GetStringAsync("/a%20b?x=1&x=2"));
        using var request = new HttpRequestMessage(HttpMethod.Put, "/second")
        {
            Content = new StringContent("données", Encoding.UTF8),
        };
        request.Headers.Add("X-Two", ["1", "2"]);
        using var response = await http.SendAsync(request);

        Assert.Equal(
            ["GET /a%20b?x=1&x=2", "PUT /second"], server.Requests.Select(seen => $"{seen.Method} {seen.Target}"));
        Assert.Equal("données", server.Requests[1].Text);
        Assert.Equal("1, 2", server.Requests[1].Headers["x-two"]);
        Assert.Equal("1,2", server.Requests[0].Query["x"]);
    }

    [Fact]
    public async Task A_handler_can_read_a_recorded_body()
    {
        await using var server = await LoopbackServer.StartAsync(
            context => context.Request.Body.CopyToAsync(context.Response.Body));
        using var http = server.CreateClient();

        using var response = await http.PostAsync("/", new StringContent("echo"));

        Assert.Equal("echo", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_map_responds_by_path_and_other_paths_are_not_found()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, RequestDelegate>
        {
            ["/teapot"] = context =>
            {
                context.Response.StatusCode = 418;
                return Task.CompletedTask;
            },
        });
        using var http = server.CreateClient();

        using var known = await http.GetAsync("/teapot");
        using var unknown = await http.GetAsync("/coffee");

        Assert.Equal(418, (int)known.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Https_uses_a_self_signed_certificate_and_records_the_client_certificate()
    {
        using var clientCertificate = LoopbackCertificate.Create("a client");
        await using var server = await LoopbackServer.StartAsync(
            context => context.Response.WriteAsync("safe"), https: true);
        using var trusting = server.CreateClient(clientCertificate);
        using var strict = new HttpClient { BaseAddress = server.BaseAddress };

        Assert.Equal("safe", await trusting.GetStringAsync("/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => strict.GetStringAsync(new Uri("/", UriKind.Relative)));

        Assert.Equal("https", server.BaseAddress.Scheme);
        Assert.Equal(clientCertificate.Thumbprint, Assert.Single(server.Requests).ClientCertificate);
    }

    [Fact]
    public async Task Disposing_does_not_wait_for_a_hanging_request()
    {
        var gate = Gate.Closed();
        var server = await LoopbackServer.StartAsync(context => gate.WaitAsync(context.RequestAborted));
        using var http = server.CreateClient();

        var hanging = http.GetAsync("/");
        await server.RequestCounter.WaitForAsync(1);
        await server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }
}

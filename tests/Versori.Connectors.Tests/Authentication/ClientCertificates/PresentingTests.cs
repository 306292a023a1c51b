using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.ClientCertificates;

/// <summary>Requests that present a certificate, and requests that never do.</summary>
public sealed class PresentingTests : MutualTlsTest
{
    [Fact]
    public async Task The_certificate_is_presented_when_connecting_calling_invoking_and_checking()
    {
        var connection = await ConnectAsync();
        using var client = Engine.Clients.CreateClient(connection);

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check!.Outcome);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("orders")).StatusCode);
        Assert.True(
            (await Engine.Services.GetRequiredService<IEndpointInvoker>().InvokeAsync(connection.Id, "me")).IsSuccess);
        Assert.Equal(
            ConnectionCheckOutcome.Accepted,
            (await Engine.Services.GetRequiredService<IConnectionMaintenance>().CheckAsync(connection.Id)).Outcome);
        Assert.Equal(4, Server.Requests.Count);
        Assert.All(Server.Presented, presented => Assert.Equal(Client.Thumbprint, presented));
        Assert.Equal(1, Server.Connections);
    }

    [Fact]
    public async Task A_typed_client_presents_the_certificate_below_the_handlers_of_the_host()
    {
        var above = 0;
        var below = 0;
        await using var engine = EngineFixture.Beside(
            Engine, configure: builder => builder.Services.AddHttpClient("typed")
            .AddHttpMessageHandler(() => new Counting(() => above++))
            .AddVersoriConnection("integration", "bank")
            .AddHttpMessageHandler(() => new Counting(() => below++)));
        await ConnectAsync();
        await Engine.LinkAsync(Bank);
        using var client = engine.Services.GetRequiredService<IHttpClientFactory>().CreateClient("typed");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("orders")).StatusCode);
        Assert.Equal(Client.Thumbprint, Server.Presented[^1]);
        Assert.Equal((1, 1), (above, below));
    }

    [Fact]
    public async Task The_handlers_of_the_host_receive_requests_with_a_certificate()
    {
        var connection = await ConnectAsync();
        var before = Passed;
        using var client = Engine.Clients.CreateClient(connection);

        await client.GetAsync("orders");

        Assert.Equal(before + 1, Passed);
    }

    [Fact]
    public async Task A_bearer_token_and_a_certificate_are_both_sent()
    {
        await Engine.PublishAsync(Definition(new BearerAuth(), new ClientCertificateAuth()));
        var connection = await ConnectAsync(Credential.Bearer("t0ken"), Certificate());
        using var client = Engine.Clients.CreateClient(connection);

        await client.GetAsync("orders");

        Assert.Equal("Bearer t0ken", Server.Requests[^1].Authorization);
        Assert.Equal(Client.Thumbprint, Server.Presented[^1]);
    }

    [Theory]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    public async Task A_redirect_to_another_origin_presents_no_certificate(HttpStatusCode status)
    {
        var connection = await ConnectAsync();
        Response = context =>
        {
            context.Response.StatusCode = (int)status;
            context.Response.Headers.Location = $"{Other.BaseAddress}taken";
            return Task.CompletedTask;
        };
        using var client = Engine.Clients.CreateClient(connection);

        var response = await client.GetAsync("start");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("/taken", Assert.Single(Other.Requests).Path);
        Assert.Null(Other.Requests[0].ClientCertificate);
    }

    [Fact]
    public async Task A_redirect_within_the_origin_presents_the_certificate()
    {
        var connection = await ConnectAsync();
        Response = context =>
        {
            if (context.Request.Path == "/start") context.Response.Redirect("/end");
            return Task.CompletedTask;
        };
        using var client = Engine.Clients.CreateClient(connection);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("start")).StatusCode);
        Assert.Equal(["/me", "/start", "/end"], Server.Requests.Select(request => request.Path));
        Assert.All(Server.Presented, presented => Assert.Equal(Client.Thumbprint, presented));
    }

    [Fact]
    public async Task An_inner_handler_that_changes_the_origin_is_refused_before_a_certificate_is_presented()
    {
        await using var engine = EngineFixture.Beside(
            Engine, configure: builder => builder.Services.AddHttpClient(ConnectorClientFactory.PipelineName)
            .AddHttpMessageHandler(() => new OriginChangingHandler(Other.BaseAddress)));
        var connection = await ConnectAsync();
        using var client = engine.CreateClient(connection);

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("orders"));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
        Assert.Empty(Other.Requests);
    }

    [Fact]
    public async Task A_primary_handler_without_certificate_support_is_refused()
    {
        var connection = await ConnectAsync();
        await using var engine = EngineFixture.Beside(
            Engine, configure: builder => builder.Services.AddHttpClient(ConnectorClientFactory.PipelineName)
            .ConfigurePrimaryHttpMessageHandler(() => new OriginChangingHandler(Other.BaseAddress))
            .PrimaryHandlerFollowsNoRedirects());
        using var client = engine.CreateClient(connection);

        Assert.Equal(
            ConnectorErrorCode.NotSupported,
            (await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("orders"))).Code);
    }

    [Fact]
    public async Task A_connection_without_a_certificate_presents_none_to_the_same_system()
    {
        await using var open = await Servers.MutualTlsServer.StartAsync(
            Authority, callers: null, _ => Task.CompletedTask);
        await Engine.PublishAsync(
            Definition(new BearerAuth(), new ClientCertificateAuth()) with { BaseUrl = open.BaseAddress.AbsoluteUri });
        var with = await ConnectAsync(Certificate());
        var without = await Engine.Connections.ConnectAsync(
            new() { ConnectorId = Bank, Name = "plain", Credential = Credential.Bearer("t"), CheckCredential = false });
        await Engine.Clients.CreateClient(with).GetAsync("orders");

        // No authority of this connection trusts the server, so the handshake fails before a request is sent.
        await Assert.ThrowsAsync<HttpRequestException>(() => Engine.Clients.CreateClient(without).GetAsync("orders"));
        Assert.All(open.Presented, presented => Assert.Equal(Client.Thumbprint, presented));
        Assert.Equal(2, open.Requests.Count);
    }

    private sealed class Counting(Action count) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            count();
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class OriginChangingHandler(Uri target) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = target;
            return base.SendAsync(request, cancellationToken);
        }
    }
}

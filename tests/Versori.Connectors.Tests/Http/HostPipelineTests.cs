using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Logging;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http;

/// <summary>The host's configuration of its clients also applies to the engine's pipelines.</summary>
public sealed class HostPipelineTests
{
    [Theory]
    [InlineData("503")]
    [InlineData("reset")]
    [InlineData("429")]
    public async Task A_code_and_a_rotating_refresh_token_are_sent_once_even_if_a_host_handler_retries(string failure)
    {
        await using var engine = await EngineFixture.StartAsync(builder => builder.Services
            .ConfigureHttpClientDefaults(all => all.AddHttpMessageHandler(() => new Repeating())));
        engine.System.Tokens.IssueRefreshTokens = true;
        var (_, client) = await engine.ConnectAsync();
        engine.Time.Advance(TimeSpan.FromHours(2));
        engine.System.TokenFaults.Enqueue(failure switch
        {
            "503" => ScriptedResponse.Create(503, "busy"),
            "429" => ScriptedResponse.TooManyRequests(120),
            _ => ScriptedResponse.ConnectionReset,
        });

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));

        Assert.Equal((ConnectorErrorCode.Unavailable, true), (exception.Code, exception.Error.IsTransient));
        Assert.Equal(2, engine.System.TokenRequests);
        engine.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(3, engine.System.TokenRequests);
    }

    [Fact]
    public async Task A_refusal_stays_a_refusal_if_a_host_handler_retries_every_request()
    {
        await using var engine = await EngineFixture.StartAsync(builder => builder.Services
            .ConfigureHttpClientDefaults(all => all.AddHttpMessageHandler(() => new Repeating())));
        var (_, client) = await engine.ConnectAsync();
        engine.Time.Advance(TimeSpan.FromHours(2));
        engine.System.TokenFaults.Enqueue(ScriptedResponse.OAuthError("invalid_client", 401));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));

        Assert.Equal(ConnectorErrorCode.NeedsReauthorization, exception.Code);
        Assert.Equal(2, engine.System.TokenRequests);
    }

    [Fact]
    public async Task Two_concurrent_attempts_of_a_hedging_handler_send_one_request()
    {
        await using var engine = await EngineFixture.StartAsync(builder => builder
            .ConfigureTokenRequests(tokens => tokens.AddHttpMessageHandler(() => new Hedging())));

        var (_, client) = await engine.ConnectAsync();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(1, engine.System.TokenRequests);
    }

    [Fact]
    public async Task A_timeout_of_a_host_handler_is_a_transient_failure()
    {
        await using var engine = await EngineFixture.StartAsync(builder => builder
            .ConfigureTokenRequests(tokens => tokens.AddHttpMessageHandler(() => new TimingOut())));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => engine.ConnectAsync());

        Assert.Equal((ConnectorErrorCode.Unavailable, true), (exception.Code, exception.Error.IsTransient));
    }

    [Fact]
    public async Task Primary_handlers_handlers_and_loggers_of_all_clients_apply_to_calls_and_token_requests()
    {
        var (primaries, passed, logged) = (new Counter(), new Counter(), new Counter());
        await using var engine = await EngineFixture.StartAsync(builder => builder.Services
            .ConfigureHttpClientDefaults(all => all
                .ConfigurePrimaryHttpMessageHandler(() =>
                {
                    primaries.Increment();
                    return new SocketsHttpHandler();
                })
                .AddHttpMessageHandler(() => new Passing(passed))
                .AddLogger(_ => new Logging(logged))));

        var (_, client) = await engine.ConnectAsync(tryCredential: false);
        await client.GetAsync("me");

        Assert.Equal((2, 2, 2), (primaries.Value, passed.Value, logged.Value));
    }

    [Fact]
    public async Task Each_pipeline_is_configured_separately()
    {
        var (calls, tokens) = (new Counter(), new Counter());
        await using var engine = await EngineFixture.StartAsync(builder => builder
            .ConfigureCalls(pipeline => pipeline.AddHttpMessageHandler(() => new Passing(calls)))
            .ConfigureTokenRequests(pipeline => pipeline
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false })
                .AddHttpMessageHandler(() => new Passing(tokens))));

        var (_, client) = await engine.ConnectAsync(tryCredential: false);
        await client.GetAsync("me");
        await client.GetAsync("me");

        Assert.Equal((2, 1), (calls.Value, tokens.Value));
    }

    [Fact]
    public async Task Loggers_that_the_host_added_to_a_typed_client_are_kept()
    {
        var logged = new Counter();
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(all => all.AddLogger(_ => new Logging(logged)));
        services.AddHttpClient("shop").AddLogger(_ => new Logging(logged)).AddVersoriConnection("mirror", "shop");
        await using var server = await ScriptedExternalSystem.StartAsync();
        server.AcceptBearer("t");
        await using var provider = services.BuildServiceProvider();
        await ConnectAsync(provider, server);

        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("shop");
        await client.GetAsync("me");

        Assert.Equal(2, logged.Value);
    }

    [Theory]
    [InlineData("option")]
    [InlineData("singleton")]
    public async Task The_owner_of_a_request_is_resolved_with_services(string how)
    {
        await using var server = await ScriptedExternalSystem.StartAsync();
        server.AcceptBearer("t");
        var services = new ServiceCollection();
        services.AddScoped<CurrentUser>().AddSingleton<Everyone>();
        services.AddHttpClient("shop").AddVersoriConnection("mirror", "shop", (found, _) =>
            found.GetRequiredService<CurrentUser>().Owner ?? found.GetRequiredService<Everyone>().Owner);
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        await ConnectAsync(provider, server, Owner.User("ada"));
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("shop");
        await using var scope = provider.CreateAsyncScope();
        var request = new HttpRequestMessage(HttpMethod.Get, "me");
        if (how == "option") request.Options.Set(ConnectorRequestOptions.Services, scope.ServiceProvider);
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Owner = Owner.User("ada");
        provider.GetRequiredService<Everyone>().Owner = Owner.User(how == "option" ? "nobody" : "ada");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Bearer t", server.RecordedApiRequests[^1].Authorization);
    }

    private static async Task ConnectAsync(
        IServiceProvider provider, ScriptedExternalSystem server, Owner owner = default)
    {
        var catalog = provider.GetRequiredService<IConnectorCatalog>();
        var id = ConnectorId.Parse("shop");
        await catalog.SaveDraftAsync(
            new() { Id = id, Title = "Shop", BaseUrl = server.BaseUrl, AuthMethods = [new BearerAuth()] });
        await catalog.PublishAsync(id);
        await catalog.LinkAsync(new()
        {
            Id = new("mirror", "shop"),
            ConnectorId = id,
            Sharing = owner == default ? default : TemplateSharing.PerOwner,
        });
        await provider.GetRequiredService<IConnections>().ConnectAsync(
            new() { ConnectorId = id, Name = "acme", Owner = owner, Credential = Credential.Bearer("t") });
    }

    private sealed class CurrentUser
    {
        public Owner? Owner { get; set; }
    }

    private sealed class Everyone
    {
        public Owner Owner { get; set; }
    }

    private sealed class Counter
    {
        private int _value;

        public int Value => Volatile.Read(ref _value);

        public void Increment() => Interlocked.Increment(ref _value);
    }

    private sealed class Passing(Counter counter) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            counter.Increment();
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Retries like a resilience handler, but without delays.</summary>
    private sealed class Repeating : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var attempt = 0; attempt < 3; attempt++)
            {
                try
                {
                    var response = await base.SendAsync(request, cancellationToken);
                    if (response.IsSuccessStatusCode) return response;
                    response.Dispose();
                }
                catch (HttpRequestException)
                {
                    // Retry.
                }
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Hedging : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Task<HttpResponseMessage>[] attempts =
            [
                base.SendAsync(request, cancellationToken), base.SendAsync(request, cancellationToken),
            ];
            await Task.WhenAll(attempts);
            return await attempts[1];
        }
    }

    private sealed class TimingOut : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) => throw new TimeoutException();
    }

    private sealed class Logging(Counter counter) : IHttpClientLogger
    {
        public object? LogRequestStart(HttpRequestMessage request)
        {
            counter.Increment();
            return null;
        }

        public void LogRequestStop(
            object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed)
        {
        }

        public void LogRequestFailed(
            object? context,
            HttpRequestMessage request,
            HttpResponseMessage? response,
            Exception exception,
            TimeSpan elapsed)
        {
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http.Retries;

/// <summary>Where the host repeats requests itself, the engine does not, so that attempts are not multiplied.</summary>
public sealed class HostRetryTests
{
    [Theory]
    [InlineData("defaults")]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_resilience_handler_of_the_host_repeats_alone(string place)
    {
        await using var engine = await StartAsync(builder =>
        {
            if (place == "defaults")
                builder.Services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(Handler));
            var client = builder.Services.AddHttpClient("shop");
            if (place == "before") client.AddHttpMessageHandler(Handler);
            client.AddVersoriConnection("integration", "system");
            if (place == "after") client.AddHttpMessageHandler(Handler);
        });

        using var response = await engine.Services.GetRequiredService<IHttpClientFactory>()
            .CreateClient("shop").GetAsync("me");

        Assert.Equal((503, 3), ((int)response.StatusCode, engine.System.ApiRequests));

        static DelegatingHandler Handler(IServiceProvider services) =>
            new Microsoft.Extensions.Http.Resilience.Imitated.ResilienceHandler();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_resilience_handler_in_the_engines_pipeline_repeats_alone(bool forLibrary)
    {
        await using var engine = await StartAsync(builder => builder.ConfigureCalls(calls =>
            calls.AddHttpMessageHandler(
                () => new Microsoft.Extensions.Http.Resilience.Imitated.ResilienceHandler())));
        var template = new TemplateId("integration", "system");
        using var client = forLibrary
            ? new HttpClient(engine.Clients.CreateHandler(template)) { BaseAddress = engine.System.Api }
            : engine.Clients.CreateClient(template);

        using var response = await client.GetAsync("me");

        Assert.Equal((503, 3), ((int)response.StatusCode, engine.System.ApiRequests));
    }

    [Fact]
    public async Task A_handler_that_nobody_recognises_adds_its_attempts_and_does_not_multiply_them()
    {
        await using var engine = await StartAsync(builder => builder.Services.AddHttpClient("shop")
            .AddHttpMessageHandler(() => new Unknown())
            .AddVersoriConnection("integration", "system"));
        var sending = engine.Services.GetRequiredService<IHttpClientFactory>().CreateClient("shop").GetAsync("me");
        await engine.System.ApiRequestCounter.WaitForAsync(1);
        while (!sending.IsCompleted)
        {
            engine.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        // Three of the engine's, and one for each of the handler's other two.
        Assert.Equal((503, 5), ((int)(await sending).StatusCode, engine.System.ApiRequests));
    }

    private static async Task<EngineFixture> StartAsync(Action<VersoriConnectorsBuilder> configure)
    {
        var engine = await EngineFixture.StartAsync(configure, options => options.MaximumRetries = 2);
        engine.System.AcceptBearer("t");
        await engine.PublishAsync(engine.Definition(methods: new BearerAuth()));
        await engine.LinkAsync(ConnectorId.Parse("system"));
        await engine.Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            Name = "acme",
            Credential = Credential.Bearer("t"),
            CheckCredential = false,
        });
        engine.System.ApiOutage = ScriptedResponse.Create(503, "");
        return engine;
    }

    private sealed class Unknown : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            ThreeTimes.SendAsync(() => base.SendAsync(request, cancellationToken));
    }
}

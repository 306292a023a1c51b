using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Engine;

/// <summary>
/// Two hosts over one database: one changes a record that the other uses. Their clock stands still unless a test
/// moves it.
/// </summary>
public abstract class ChangeSuite<TDatabase> : IAsyncLifetime
    where TDatabase : TestDatabase, new()
{
    // How long a notification may take on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private LoopbackApi _api = null!;
    private HttpClient? _client;

    protected TDatabase Database { get; } = new();

    protected FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    protected ServiceProvider Here { get; private set; } = null!;

    protected ServiceProvider Elsewhere { get; private set; } = null!;

    protected TemplateId Template { get; } = new("integration", "api");

    protected IConnections Connections => Here.GetRequiredService<IConnections>();

    public async ValueTask InitializeAsync()
    {
        _api = await LoopbackApi.StartAsync("canary");
        await Database.CreateAsync();
        Here = Open();
        Elsewhere = Open();
        await TwoHostsSuite<TDatabase>.PublishAsync(Here, _api);
        _client = Elsewhere.GetRequiredService<IConnectorClientFactory>().CreateClient(Template);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await Database.DisposeAsync();
        if (_api is not null) await _api.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Connects on this host.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="isAccepted">Whether the system accepts its token.</param>
    protected async Task<Connection> ConnectAsync(string name = "acme", bool isAccepted = true) =>
        await Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("api"),
            Name = name,
            Credential = Credential.Bearer(isAccepted ? "canary-1" : "unknown").WithMethod("bearer"),
            CheckCredential = false,
        });

    /// <summary>
    /// Calls on the other host; returns the status and the path of the call, or the error code.
    /// </summary>
    protected async Task<(object Outcome, string? Path)> CallAsync()
    {
        try
        {
            using var response = await _client!.GetAsync("me");
            return (response.StatusCode, response.RequestMessage!.RequestUri!.AbsolutePath);
        }
        catch (ConnectorException exception)
        {
            return (exception.Code, null);
        }
    }

    protected async Task AssertUsableAsync() => Assert.Equal((HttpStatusCode.OK, "/me"), await CallAsync());

    /// <summary>Calls on the other host until the outcome is as expected, because notices are asynchronous.</summary>
    protected async Task AssertBecomesAsync(object expected, string? path = null)
    {
        var since = Stopwatch.StartNew();
        var (outcome, called) = await CallAsync();
        while ((!Equals(expected, outcome) || (path is not null && called != path))
            && since.Elapsed < Patience)
            (outcome, called) = await CallAsync();
        Assert.Equal(expected, outcome);
        if (path is not null) Assert.Equal(path, called);
    }

    protected static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        var since = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(since.Elapsed < Patience, "The expected outcome did not occur in time.");
            await Task.Yield();
        }
    }

    private ServiceProvider Open() => Database.Open(builder => builder.Services.AddSingleton<TimeProvider>(Time));
}

using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Scale;

/// <summary>The first view of 500 connections in a database: its statements and bytes.</summary>
public sealed class FirstViewTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("versori-view-").FullName;

    private readonly StatementCounter _statements = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _statements.Dispose();
    }

    [Theory]
    [InlineData("/connect", 8, 6_000)]
    [InlineData("/connect/connectors/shop", 8, 40_000)]
    [InlineData("/connect/integrations", 4, 4_000)]
    public async Task A_page_sends_a_bounded_number_of_statements_and_bytes(string url, int statements, int bytes)
    {
        await using var host = await StartAsync();
        using var browser = host.Browser();
        // The first page of the process prepares what all later ones share.
        await browser.GetAsync("/connect/admin/none");
        _statements.Reset();

        var page = await browser.GetAsync(url);

        Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
        Assert.InRange(_statements.Count, 1, statements);
        Assert.InRange(Encoding.UTF8.GetByteCount(page.Text), 500, bytes);
    }

    /// <summary>Prints the times for benchmarks/results/FirstView.md.</summary>
    [Fact(Explicit = true)]
    public async Task Measure_the_first_view()
    {
        await using var host = await StartAsync();
        using var browser = host.Browser();
        foreach (var url in new[] { "/connect", "/connect/connectors/shop", "/connect/integrations" })
        {
            var first = Stopwatch.StartNew();
            var page = await browser.GetAsync(url);
            first.Stop();
            _statements.Reset();
            var times = new List<double>();
            for (var run = 0; run < 101; run++)
            {
                var watch = Stopwatch.StartNew();
                await browser.GetAsync(url);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            times.Sort();
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"| `{url}` | {_statements.Count / 101} | {Encoding.UTF8.GetByteCount(page.Text):N0} "
                + $"| {first.Elapsed.TotalMilliseconds:F1} | {times[50]:F1} | {times[95]:F1} |");
        }
    }

    private async Task<ConnectHost> StartAsync()
    {
        var host = await ConnectHost.StartAsync(services: services =>
        {
            services.AddLogging(logging => logging.AddProvider(_statements)
                .AddFilter<StatementCounter>(StatementCounter.Category, LogLevel.Trace));
            services.AddVersoriConnectors().UseSqlite(
                Path.Combine(_folder, "connectors.db"),
                options => options.KeyDirectory = Path.Combine(_folder, "keys"));
        });
        var connector = await host.PublishAsync([new BearerAuth()], definition => definition with { Endpoints = [] });
        await host.Catalog.LinkAsync(new()
        {
            Id = new("sync", "shop"),
            ConnectorId = connector,
            Sharing = TemplateSharing.PerOwner,
        });
        var first = await host.Connections.ConnectAsync(new()
        {
            ConnectorId = connector,
            Name = "connection 0",
            Owner = Owner.User("alice"),
            Credential = Credential.Bearer(ConnectHost.GoodKey),
        });
        var store = host.Services.GetRequiredService<IConnectionStore>();
        for (var number = 1; number < 500; number++)
        {
            var id = ConnectionId.New(DateTimeOffset.UnixEpoch.AddSeconds(number));
            var copy = first with { Id = id, Name = $"connection {number}", Revision = 0 };
            Assert.True((await store.SaveAsync(copy, CancellationToken.None)).IsSaved);
        }

        return host;
    }

    /// <summary>Counts the statements that Entity Framework logs.</summary>
    private sealed class StatementCounter : ILoggerProvider, ILogger
    {
        public const string Category = "Microsoft.EntityFrameworkCore.Database.Command";

        // RelationalEventId.CommandExecuted.
        private const int Executed = 20101;

        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Reset() => Interlocked.Exchange(ref _count, 0);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == Executed) Interlocked.Increment(ref _count);
        }

        public void Dispose()
        {
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.Tests.Hosting;

public sealed class OptionsTests
{
    [Fact]
    public void Every_invalid_value_is_reported_when_the_host_starts()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Start(options =>
        {
            options.Environment = null!;
            options.RefreshMargin = TimeSpan.FromSeconds(-1);
            options.CacheDuration = TimeSpan.FromHours(2);
            options.CacheCapacity = 0;
            options.SignInLifetime = TimeSpan.FromSeconds(59);
            options.RequestTimeout = TimeSpan.Zero;
            options.StoreTimeout = TimeSpan.Zero;
            options.MaximumBackoff = TimeSpan.FromMilliseconds(10);
            options.MaximumRetries = 11;
            options.MaximumRetryWait = TimeSpan.FromSeconds(-1);
            options.MaximumLimitWait = TimeSpan.FromDays(2);
            options.RejectionsBeforeReauthorization = 0;
            options.MaximumResponseBytes = 0;
            options.MaximumWebhookBytes = 0;
            options.MaximumReplayBytes = -1;
        }));

        foreach (var property in typeof(VersoriConnectorsOptions).GetProperties())
        {
            Assert.Contains(exception.Failures, failure => failure.Contains(property.Name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_default_options_are_valid() => Start(_ => { });

    [Fact]
    public void The_limits_of_the_ranges_are_allowed()
    {
        Start(options =>
        {
            options.RefreshMargin = TimeSpan.Zero;
            options.CacheDuration = TimeSpan.Zero;
            options.CacheCapacity = 1;
            options.SignInLifetime = TimeSpan.FromMinutes(1);
            options.RequestTimeout = TimeSpan.FromMilliseconds(1);
            options.StoreTimeout = TimeSpan.FromMilliseconds(1);
            options.MaximumBackoff = TimeSpan.FromSeconds(1);
            options.MaximumRetries = 0;
            options.MaximumRetryWait = TimeSpan.Zero;
            options.MaximumLimitWait = TimeSpan.Zero;
            options.RejectionsBeforeReauthorization = 1;
            options.MaximumResponseBytes = 1;
            options.MaximumWebhookBytes = 1;
        });
        Start(options =>
        {
            options.RefreshMargin = TimeSpan.FromHours(1);
            options.CacheDuration = TimeSpan.FromHours(1);
            options.CacheCapacity = 10_000_000;
            options.SignInLifetime = TimeSpan.FromDays(1);
            options.RequestTimeout = TimeSpan.FromMinutes(10);
            options.StoreTimeout = TimeSpan.FromMinutes(10);
            options.MaximumBackoff = TimeSpan.FromDays(1);
            options.MaximumResponseBytes = int.MaxValue;
            options.MaximumWebhookBytes = int.MaxValue;
        });
    }

    private static void Start(Action<VersoriConnectorsOptions> configure)
    {
        using var provider = new ServiceCollection().AddVersoriConnectors(configure).Services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
    }
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Versori.Connectors;
using Versori.Connectors.Refresh;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the background refresh of tokens.</summary>
public static class VersoriConnectorsBackgroundRefreshExtensions
{
    /// <summary>Adds a hosted service that refreshes tokens before they expire, even if there are no calls.</summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="configure">Changes settings; they are validated when the host starts.</param>
    public static VersoriConnectorsBuilder AddBackgroundRefresh(
        this VersoriConnectorsBuilder builder, Action<BackgroundRefreshOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<BackgroundRefreshOptions>()
            .Validate(
                settings => settings.Interval >= TimeSpan.FromSeconds(1) && settings.Interval <= TimeSpan.FromDays(1),
                OutOfRange(nameof(BackgroundRefreshOptions.Interval), "1 second to 1 day"))
            .Validate(
                settings => settings.Concurrency is >= 1 and <= 1000,
                OutOfRange(nameof(BackgroundRefreshOptions.Concurrency), "1 to 1,000"))
            .ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        builder.Services.TryAddSingleton<BackgroundRefresh>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BackgroundRefresh>(
            provider => provider.GetRequiredService<BackgroundRefresh>()));
        return builder;
    }

    private static string OutOfRange(string setting, string range) =>
        $"{nameof(BackgroundRefreshOptions)}.{setting} must be from {range}.";
}

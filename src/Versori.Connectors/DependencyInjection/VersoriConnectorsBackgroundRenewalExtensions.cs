using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Versori.Connectors;
using Versori.Connectors.Refresh;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the background refresh of tokens.</summary>
public static class VersoriConnectorsBackgroundRenewalExtensions
{
    /// <summary>Adds a hosted service that refreshes tokens before they expire, even if there are no calls.</summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="configure">Changes settings; they are validated when the host starts.</param>
    public static VersoriConnectorsBuilder AddBackgroundRenewal(
        this VersoriConnectorsBuilder builder, Action<BackgroundRenewalOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<BackgroundRenewalOptions>()
            .Validate(
                settings => settings.Interval >= TimeSpan.FromSeconds(1) && settings.Interval <= TimeSpan.FromDays(1),
                OutOfRange(nameof(BackgroundRenewalOptions.Interval), "1 second to 1 day"))
            .Validate(
                settings => settings.Concurrency is >= 1 and <= 1000,
                OutOfRange(nameof(BackgroundRenewalOptions.Concurrency), "1 to 1,000"))
            .ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        builder.Services.TryAddSingleton<BackgroundRenewal>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BackgroundRenewal>(
            provider => provider.GetRequiredService<BackgroundRenewal>()));
        return builder;
    }

    private static string OutOfRange(string setting, string range) =>
        $"{nameof(BackgroundRenewalOptions)}.{setting} must be from {range}.";
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Versori.Connectors;
using Versori.Connectors.Refresh;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the renewal of tokens that nobody is using.</summary>
public static class VersoriConnectorsBackgroundRenewalExtensions
{
    /// <summary>Renews tokens before they expire, whether or not anybody calls, in a hosted service.</summary>
    /// <param name="builder">What <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="configure">Changes settings; they are validated when the host starts.</param>
    public static VersoriConnectorsBuilder AddBackgroundRenewal(
        this VersoriConnectorsBuilder builder, Action<BackgroundRenewalOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<BackgroundRenewalOptions>()
            .Validate(
                settings => settings.Interval >= TimeSpan.FromSeconds(1) && settings.Interval <= TimeSpan.FromDays(1),
                $"{nameof(BackgroundRenewalOptions)}.{nameof(BackgroundRenewalOptions.Interval)} must be from 1 second to 1 day.")
            .Validate(
                settings => settings.Concurrency is >= 1 and <= 1000,
                $"{nameof(BackgroundRenewalOptions)}.{nameof(BackgroundRenewalOptions.Concurrency)} must be from 1 to 1,000.")
            .ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        builder.Services.TryAddSingleton<BackgroundRenewal>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BackgroundRenewal>(provider => provider.GetRequiredService<BackgroundRenewal>()));
        return builder;
    }
}

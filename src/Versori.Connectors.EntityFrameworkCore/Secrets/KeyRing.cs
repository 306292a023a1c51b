using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>Where the keys come from.</summary>
internal abstract class KeyRing
{
    /// <summary>Opens it. It is opened again when it lacks a key that another process may have added, unless <see cref="IsHosts"/>.</summary>
    /// <returns>The provider, and what to dispose when it is no longer used.</returns>
    public abstract (IDataProtectionProvider Provider, IDisposable? Owned) Open(IServiceProvider services);

    /// <summary>Whether it is the host's own, which is opened once.</summary>
    public virtual bool IsHosts => false;

    /// <summary>Holds off other processes that would make the first key at the same moment.</summary>
    public virtual ValueTask<IAsyncDisposable?> LockAsync(CancellationToken cancellationToken) => default;
}

/// <summary>The host's: <c>AddDataProtection</c>.</summary>
internal sealed class HostKeyRing : KeyRing
{
    public override bool IsHosts => true;

    public override (IDataProtectionProvider Provider, IDisposable? Owned) Open(IServiceProvider services) =>
        (services.GetService<IDataProtectionProvider>() ?? throw new ConnectorStoreException(
            ConnectorStoreFailure.InvalidConfiguration, "UseDataProtection() uses the host's key ring, and the host has none: call services.AddDataProtection()."), null);
}

/// <summary>One of the library's own, set up by the host.</summary>
internal class OwnKeyRing(Action<IDataProtectionBuilder> configure) : KeyRing
{
    // A ring of another application cannot open what is here, even if it shares the folder.
    private const string ApplicationName = "Versori.Connectors";

    public override (IDataProtectionProvider Provider, IDisposable? Owned) Open(IServiceProvider services)
    {
        var own = new ServiceCollection();
        if (services.GetService<ILoggerFactory>() is { } logging) own.AddSingleton(logging);
        configure(own.AddDataProtection().SetApplicationName(ApplicationName));
        var provider = own.BuildServiceProvider();
        return (provider.GetRequiredService<IDataProtectionProvider>(), provider);
    }
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>A key ring that only the library uses, configured by the host.</summary>
internal class SeparateKeyRing(Action<IDataProtectionBuilder> configure) : KeyRing
{
    // Applications with another name cannot decrypt the secrets, even if they share the folder.
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

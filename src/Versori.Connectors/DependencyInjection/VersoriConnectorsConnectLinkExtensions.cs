using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors;
using Versori.Connectors.Connecting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets how links to connect are made.</summary>
public static class VersoriConnectorsConnectLinkExtensions
{
    /// <summary>
    /// Makes links to connect with a function of the host, in place of any other
    /// <see cref="IConnectLinkProvider"/>.
    /// </summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="create">
    /// Returns a link for one owner, or <see langword="null"/> if there is none. The page behind the link must refuse
    /// everyone else.
    /// </param>
    public static VersoriConnectorsBuilder UseConnectLinks(
        this VersoriConnectorsBuilder builder,
        Func<ConnectLinkRequest, CancellationToken, ValueTask<ConnectLink?>> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.Replace(ServiceDescriptor.Singleton<IConnectLinkProvider>(new DelegateConnectLinks(create)));
        return builder;
    }
}

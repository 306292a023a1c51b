using Versori.Connectors;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Ed25519.</summary>
public static class VersoriConnectorsEd25519Extensions
{
    /// <summary>
    /// Supports keys and signatures of Ed25519 (RFC 8032) in JWTs, HTTP message signatures and webhooks. It applies to
    /// the whole process.
    /// </summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    public static VersoriConnectorsBuilder AddEd25519(this VersoriConnectorsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseEd25519(new BouncyCastleEd25519());
    }
}

namespace Versori.Connectors;

/// <summary>
/// Knows the systems behind host names. Generation uses it to complete documents that leave out how to authenticate.
/// The package <c>Versori.Connectors.KnownSystems</c> implements it; a host may register its own.
/// </summary>
/// <remarks>Implementations must be safe for concurrent use, and return at once.</remarks>
public interface IKnownHosts
{
    /// <summary>Finds the system whose API is at a host.</summary>
    /// <param name="host">
    /// The host name. It may have a part in braces that stands for an input, such as <c>{store}.myshopify.com</c>.
    /// </param>
    /// <returns>The system; <see langword="null"/> if none is known at the host.</returns>
    KnownHost? Find(string host);
}

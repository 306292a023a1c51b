namespace Versori.Connectors.Tool.Serving;

/// <summary>What is served.</summary>
/// <param name="Connectors">The connectors to publish first.</param>
/// <param name="Database">The absolute path of the SQLite file.</param>
/// <param name="Port">The port; 0 for a free one.</param>
/// <param name="TrustedOrigins">Origins that may be requested although they are not public or not https.</param>
internal sealed record ServeSettings(
    IReadOnlyList<ServedConnector> Connectors, string Database, int Port, string[] TrustedOrigins);

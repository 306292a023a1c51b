using Versori.Connectors.EntityFrameworkCore.Engines;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>The settings that the host chose on the builder.</summary>
/// <param name="Options">The options.</param>
/// <param name="Own">
/// The library's own database; <see langword="null"/> if the tables are in a context of the host's, which has
/// migrations of its own.
/// </param>
internal sealed record DatabaseSettings(ConnectorDatabaseOptions Options, IOwnDatabase? Own);

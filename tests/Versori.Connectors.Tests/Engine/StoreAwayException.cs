namespace Versori.Connectors.Tests.Engine;

/// <summary>The exception that a database driver would throw.</summary>
public sealed class StoreAwayException() : Exception("The database does not respond.");

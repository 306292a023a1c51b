namespace Versori.Connectors.Tests.Engine;

/// <summary>What a store's driver would throw.</summary>
public sealed class StoreAwayException() : Exception("The database does not response.");

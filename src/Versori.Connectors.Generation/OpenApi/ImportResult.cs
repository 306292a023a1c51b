namespace Versori.Connectors.Generation.OpenApi;

/// <summary>What one import gives: the definition, the warnings, and what a plan asks about.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Warnings">What was lost or repaired.</param>
/// <param name="OtherServers">Servers beside the first.</param>
/// <param name="MissingServer">Why the document has no base URL, when it has none and the caller can do without.</param>
internal sealed record ImportResult(
    ConnectorDefinition Definition, IReadOnlyList<ConnectorError> Warnings, IReadOnlyList<string> OtherServers, string? MissingServer);

namespace Versori.Connectors.Generation;

/// <summary>What was read from a source.</summary>
/// <param name="Definition">The definition, with all endpoints of the document.</param>
/// <param name="Warnings">
/// What was lost or repaired, each with a JSON pointer into the document, and its line where it is known. At most 1,000,
/// then one that counts the rest.
/// </param>
public sealed record ImportedConnector(ConnectorDefinition Definition, IReadOnlyList<ConnectorError> Warnings);

namespace Versori.Connectors.Tool.Serving;

/// <summary>A connector that the command line names.</summary>
/// <param name="Definition">Its definition.</param>
/// <param name="KnownSystem">The id of the known system; <see langword="null"/>: it is from a source.</param>
internal sealed record ServedConnector(ConnectorDefinition Definition, string? KnownSystem);

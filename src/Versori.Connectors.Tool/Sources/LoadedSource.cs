using Versori.Connectors.Generation;

namespace Versori.Connectors.Tool.Sources;

/// <summary>A source whose document was read, or whose URL is known.</summary>
/// <param name="Argument">How it was named.</param>
/// <param name="Source">The source.</param>
/// <param name="Definition">The definition, if the document is one.</param>
internal sealed record LoadedSource(SourceArgument Argument, ConnectorSource Source, ConnectorDefinition? Definition);

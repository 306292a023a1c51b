using Versori.Connectors.Generation;

namespace Versori.Connectors.Tool.Sources;

/// <summary>A source whose document was read, or whose URL is known.</summary>
/// <param name="Argument">How it was named.</param>
/// <param name="Definition">The definition, if the document is one.</param>
/// <param name="Create">Creates the source. A source of a stream can be used only once.</param>
internal sealed record LoadedSource(
    SourceArgument Argument, ConnectorDefinition? Definition, Func<ConnectorSource> Create);

using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>What a document is read with.</summary>
/// <param name="Source">The source, with the values of the host that replace those of the document.</param>
/// <param name="Options">The limits.</param>
/// <param name="Fetcher">Fetches further documents, where the options allow it.</param>
/// <param name="NeedsServer">
/// Whether a document without a base URL is an error; otherwise, its host name becomes an input.
/// </param>
/// <param name="Work">Counts the work, and ends it when the caller cancels.</param>
/// <param name="CancellationToken">Cancels reading.</param>
internal sealed record ImportRequest(
    ConnectorSource Source,
    ConnectorGenerationOptions Options,
    DocumentFetcher Fetcher,
    bool NeedsServer,
    Work Work,
    CancellationToken CancellationToken)
{
    /// <summary>The known systems; <see langword="null"/> if the host has not added them.</summary>
    public IKnownHosts? KnownHosts { get; init; }

    /// <summary>
    /// The ids of the endpoints by method and path, if only a part of a document is read; otherwise
    /// <see langword="null"/>.
    /// </summary>
    public IReadOnlyDictionary<(string, string), string>? EndpointIds { get; init; }
}

namespace Versori.Connectors.Generation.Planning;

/// <summary>The selection of a chat client from the candidates.</summary>
/// <param name="Endpoints">
/// The endpoints of each source; <see langword="null"/> for a source without a selected endpoint that exists.
/// </param>
/// <param name="Questions">The questions of the chat client, and the problems of its response, for each source.</param>
internal sealed record ChatSelection(
    IReadOnlyList<IReadOnlyList<ConnectorEndpoint>?> Endpoints, IReadOnlyList<List<string>> Questions);

namespace Versori.Connectors.Generation.Planning;

/// <summary>What a chat client chose of the candidates.</summary>
/// <param name="Endpoints">The endpoints of each source; <see langword="null"/> where it chose nothing that exists.</param>
/// <param name="Questions">What it asks, and what was wrong with its answer, for each source.</param>
internal sealed record ChatSelection(IReadOnlyList<IReadOnlyList<Endpoint>?> Endpoints, IReadOnlyList<List<string>> Questions);

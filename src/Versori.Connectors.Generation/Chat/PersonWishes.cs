using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>What the words of the person say about endpoints, whatever a chat client makes of them.</summary>
/// <param name="systems">The systems.</param>
/// <param name="selector">The person's messages, compared with the sources.</param>
/// <param name="maximum">How many endpoints of a system are chosen at most.</param>
internal sealed class PersonWishes(
    IReadOnlyList<OpenSystem> systems, LexicalEndpointSelector? selector, int maximum)
{
    private readonly Lazy<IReadOnlyList<SourceSelection>> _selections = new(() => selector?.Select(maximum) ?? []);

    public IReadOnlyList<SourceSelection> Selections => _selections.Value;

    public IReadOnlyList<ConnectorEndpoint> Candidates(int system) => selector?.Candidates()[system] ?? [];

    public IReadOnlyList<ConnectorEndpoint> Matches(int system) => selector?.Matches(system) ?? [];

    /// <summary>What neither the drafts nor the proposals have.</summary>
    public UnmetRequirements Unmet(int system) => selector?.Unmet(
        system,
        [
            .. systems.Select((open, at) => (IReadOnlyList<ConnectorEndpoint>)
            [
                .. open.Source.Definition.Endpoints.Where(endpoint =>
                    open.Draft.Endpoints.Contains(endpoint.Id, StringComparer.Ordinal)
                    || Selections[at].Chosen.Any(item => item.Endpoint == endpoint)),
            ]),
        ]) ?? UnmetRequirements.None;

    /// <summary>Whether comparing words chooses the endpoint, too.</summary>
    public bool HasWordsFor(int system, ConnectorEndpoint endpoint) =>
        Selections.Count > system && Selections[system].Chosen.Any(item => item.Endpoint.Id == endpoint.Id);

    /// <summary>Returns what a person should know about an endpoint that a chat client proposes.</summary>
    public IEnumerable<string> Warnings(int system, ConnectorEndpoint endpoint)
    {
        if (selector is null || HasWordsFor(system, endpoint)) yield break;
        var definition = systems[system].Source.Definition;
        if (ModelGuard.Reason(endpoint, system, definition, selector) is { } reason) yield return reason;
        else if (!WriteRules.IsRead(new(endpoint)))
            yield return $"'{CleanText.OfDocument(endpoint.Id, 120)}' writes, and no message clearly asks for it.";
    }
}

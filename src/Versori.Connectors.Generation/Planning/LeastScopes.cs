using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Selects the scopes that endpoints need: as few as possible, and of alternatives the least powerful.
/// </summary>
internal static class LeastScopes
{
    private const int Reads = 1, Other = 2, Writes = 4, Administers = 16;

    private static readonly FrozenDictionary<string, int> Powers = new[]
    {
        (Reads, "read readonly view list get"),
        (Writes, "write readwrite rw manage edit modify create update delete send post upload"),
        (Administers, "admin administrator full all owner root sudo everything superuser"),
    }
        .SelectMany(power => power.Item2.Split(' ').Select(word => KeyValuePair.Create(word, power.Item1)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the scopes that the endpoints need with a method.</summary>
    public static IReadOnlyList<string> Of(
        OAuth2Auth method, ConnectorDefinition definition, IReadOnlyList<ConnectorEndpoint> endpoints)
    {
        var needs = endpoints.Select(endpoint => Alternatives(method, definition, endpoint))
            .Where(alternatives => alternatives.Count > 0)
            .ToList();
        var scopes = new List<string>();
        // Endpoints without a choice come first. Those with one then take what is requested already.
        foreach (var alternatives in needs.OrderBy(alternatives => alternatives.Count))
        {
            var least = alternatives.MinBy(alternative => (
                alternative.Except(scopes, StringComparer.Ordinal).Sum(Power), alternative.Count))!;
            scopes.AddRange(least.Except(scopes, StringComparer.Ordinal));
        }

        // The order of the endpoints, so that the same selection creates the same document.
        return [.. needs.SelectMany(alternatives => alternatives.SelectMany(scope => scope))
            .Distinct(StringComparer.Ordinal)
            .Where(scopes.Contains)];
    }

    /// <summary>Whether an endpoint can be called with the scopes that a definition's methods request.</summary>
    public static bool Suffice(
        ConnectorDefinition requesting, ConnectorDefinition definition, ConnectorEndpoint endpoint) =>
        requesting.AuthMethods.OfType<OAuth2Auth>().All(method =>
            Alternatives(method, definition, endpoint) is var alternatives
            && (alternatives.Count == 0 || alternatives.Exists(alternative =>
                alternative.TrueForAll(scope => method.Scopes.Contains(scope, StringComparer.Ordinal)))));

    private static List<List<string>> Alternatives(
        OAuth2Auth method, ConnectorDefinition definition, ConnectorEndpoint endpoint) =>
    [
        .. (endpoint.AuthAlternatives ?? definition.AuthAlternatives)
            .Where(alternative => alternative.Methods.Contains(method.Id, StringComparer.Ordinal))
            .Select(alternative => alternative.Scopes
                .Where(scope => method.AvailableScopes.Count == 0 || method.AvailableScopes.ContainsKey(scope))
                .ToList()),
    ];

    // A scope with words of several kinds has the power of the strongest one.
    private static int Power(string scope)
    {
        if (scope.Contains('*', StringComparison.Ordinal)) return Administers;
        var strongest = Words.Split(scope).Select(word => Powers.GetValueOrDefault(word)).DefaultIfEmpty().Max();
        return strongest == 0 ? Other : strongest;
    }
}

using Versori.Connectors.Serialization;

namespace Versori.Connectors.Tool.Engine;

/// <summary>Finds all problems of a definition's text, each with its line.</summary>
internal static class DefinitionCheck
{
    public static (ConnectorDefinition? Definition, IReadOnlyList<ConnectorError> Problems) Run(string text)
    {
        ConnectorDefinition definition;
        try
        {
            definition = ConnectorDefinition.Parse(text);
        }
        catch (ConnectorException exception)
        {
            return (null, exception.Errors);
        }

        using var engine = LocalEngine.Create();
        var problems = engine.Catalog.Validate(definition);
        return (definition, WithLines(text, problems));
    }

    private static IReadOnlyList<ConnectorError> WithLines(string text, IReadOnlyList<ConnectorError> problems)
    {
        if (problems.Count == 0) return problems;
        var places = problems.Select(problem => problem.Location).OfType<string>().SelectMany(Ancestors)
            .ToHashSet(StringComparer.Ordinal);
        var lines = JsonLines.Of(text, places);
        return
        [
            .. problems.Select(problem => problem.Line is null && problem.Location is { } location
                ? problem with { Line = LineOf(location, lines) }
                : problem),
        ];
    }

    // What is missing has no line; the object that lacks it has one.
    private static int? LineOf(string pointer, IReadOnlyDictionary<string, int> lines) => Ancestors(pointer)
        .Where(lines.ContainsKey)
        .Select(place => (int?)lines[place])
        .FirstOrDefault();

    private static IEnumerable<string> Ancestors(string pointer)
    {
        for (var place = pointer; place.Length > 0; place = place[..Math.Max(0, place.LastIndexOf('/'))])
            yield return place;
    }
}

using Versori.Connectors.Generation;

namespace Versori.Connectors.Planning.Measuring;

/// <summary>Plans tasks and compares the plans with what the tasks need.</summary>
/// <param name="folder">The folder of the documents.</param>
/// <param name="documents">The documents' files by the names of their systems.</param>
internal sealed class Measurement(string folder, IReadOnlyDictionary<string, string> documents)
{
    private const int First = 10;

    private readonly IConnectorGenerator _generator = ConnectorGenerator.Create();
    private readonly Dictionary<string, ConnectorSource> _sources = new(StringComparer.Ordinal);

    public async Task<Outcome> MeasureAsync(PlanningTask task)
    {
        var sources = new List<ConnectorSource>();
        foreach (var system in task.Systems) sources.Add(await SourceAsync(system));
        var plan = await _generator.PlanAsync(task.Requirement, sources);
        var bySystem = plan.Connectors.Index().ToDictionary(
            item => task.Systems[item.Index],
            item => item.Item.Choices.Concat(item.Item.Suggestions).Select(Name).Take(First).ToList());
        var whole = plan.Connectors.Index().SelectMany(item => item.Item.Choices
                .Select((choice, rank) => (System: task.Systems[item.Index], Name: Name(choice), Rank: rank)))
            .Concat(plan.Connectors.Index().SelectMany(item => item.Item.Suggestions
                .Select((choice, rank) => (System: task.Systems[item.Index], Name: Name(choice), Rank: 1000 + rank))))
            .OrderBy(item => item.Rank)
            .Take(First)
            .ToList();
        var chosen = plan.Connectors.Index().SelectMany(item => item.Item.Choices
            .Select(choice => (System: task.Systems[item.Index], Name: Name(choice), choice.RequiresConfirmation)))
            .ToList();
        var missed = task.Needs.Where(need => !need.Endpoints.Any(bySystem[need.System].Contains)).ToList();
        var isNeeded = chosen.ToLookup(item => task.Needs
            .Any(need => need.System == item.System && need.Endpoints.Contains(item.Name)));
        return new(
            task,
            task.Needs.Count,
            task.Needs.Count - missed.Count,
            task.Needs.Count(need => need.Endpoints.Any(name => whole.Exists(item =>
                item.System == need.System && item.Name == name))),
            isNeeded[true].Count() + isNeeded[false].Count(item => !task.Wants(item.System, item.Name)),
            isNeeded[true].Count(),
            [.. chosen.Where(item => item.RequiresConfirmation && !task.Wants(item.System, item.Name))
                .Select(item => item.Name)],
            [.. missed.Select(need => $"{need.System}: {string.Join(" | ", need.Endpoints)}")],
            [.. plan.Connectors.Index().SelectMany(item => item.Item.Choices.Select(choice => "* " + Name(choice))
                .Concat(item.Item.Suggestions.Select(choice => "  " + Name(choice)))
                .Take(First)
                .Select(name => $"{task.Systems[item.Index]} {name}"))]);
    }

    private async Task<ConnectorSource> SourceAsync(string system)
    {
        if (_sources.TryGetValue(system, out var known)) return known;
        var path = Path.Combine(folder, documents[system]);
        var source = path.EndsWith(".txt", StringComparison.Ordinal)
            ? ConnectorSource.OpenApi(CompactDocument.Expand(await File.ReadAllTextAsync(path)))
            : ConnectorSource.OpenApiFile(path);
        var imported = await _generator.ImportAsync(source.WithId(system));
        return _sources[system] = ConnectorSource.Of(imported);
    }

    private static string Name(PlannedEndpoint endpoint) => $"{endpoint.Method} {endpoint.Path}";
}

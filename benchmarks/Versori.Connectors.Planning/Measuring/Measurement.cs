using System.Globalization;
using Versori.Connectors.Generation;

namespace Versori.Connectors.Planning.Measuring;

/// <summary>Plans tasks and compares the plans with what the tasks need.</summary>
/// <param name="folder">The folder of the documents.</param>
/// <param name="documents">The documents' files by the names of their systems.</param>
/// <param name="inParts">Whether each plan reads the documents anew, and in parts.</param>
/// <param name="areEnlarged">Whether each document has the operations of all others too.</param>
internal sealed class Measurement(
    string folder, IReadOnlyDictionary<string, string> documents, bool inParts = false, bool areEnlarged = false)
{
    private const int First = 10;

    private readonly IConnectorGenerator _generator = ConnectorGenerator.Create(
        options: new() { PartialReadingSize = 0 });
    private readonly Dictionary<string, ConnectorDefinition> _definitions = new(StringComparer.Ordinal);
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
                .Select((choice, rank) => (System: task.Systems[item.Index], Name: Name(choice), Rank: rank - 1000.0)))
            .Concat(plan.Connectors.Index().SelectMany(item => item.Item.Suggestions
                .Select((choice, rank) => (System: task.Systems[item.Index], Name: Name(choice), Rank: -choice.Score))))
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
            task.Needs.Count == 0
                ? 0
                : isNeeded[true].Count() + isNeeded[false].Count(item => !task.Wants(item.System, item.Name)),
            isNeeded[true].Count(),
            [.. chosen.Where(item => item.RequiresConfirmation && !task.Wants(item.System, item.Name))
                .Select(item => item.Name)],
            [.. missed.Select(need => $"{need.System}: {string.Join(" | ", need.Endpoints)}")],
            [.. plan.Connectors.Index().SelectMany(item => item.Item.Choices.Select(choice => "* " + Name(choice))
                .Concat(item.Item.Suggestions.Select(choice => "  " + Name(choice)))
                .Take(First)
                .Select(name => $"{task.Systems[item.Index]} {name}"))]);
    }

    /// <summary>
    /// Plans requirements that only read what the documents offer, and returns those with a chosen endpoint that
    /// writes.
    /// </summary>
    public async Task<(int Count, List<string> Writing)> MeasureReadingAsync()
    {
        var count = 0;
        var writing = new List<string>();
        foreach (var system in documents.Keys.Order(StringComparer.Ordinal))
        {
            var source = await SourceAsync(system);
            foreach (var (at, noun) in (await NounsAsync(system)).Index())
            {
                var requirement = string.Format(
                    CultureInfo.InvariantCulture, Readings[at % Readings.Length], noun);
                var plan = await _generator.PlanAsync(requirement, [source]);
                count++;
                var writes = plan.Connectors.SelectMany(connector => connector.Choices)
                    .Where(choice => choice.RequiresConfirmation)
                    .Select(Name)
                    .ToList();
                if (writes.Count > 0) writing.Add($"{system}: {requirement} {string.Join(", ", writes)}");
            }
        }

        return (count, writing);
    }

    private static readonly string[] Readings =
    [
        "Pull all {0} into our warehouse every night.", "Which {0} were created last week?", "Report the {0} by month.",
        "Collect the {0} that changed and summarise them.", "How many {0} do we have?", "Show me the latest {0}.",
        "Compare the {0} of this year with those of last year.", "List {0} but do not delete any of them.",
        "Who updated the {0}?", "Keep an eye on {0} without changing them.", "We need a dashboard of {0}.",
        "Export {0} as a spreadsheet.", "Find {0} that were cancelled or removed.", "Can {0} be deleted?",
        "Give me an overview of {0}.", "What happened to the {0} that we sent yesterday?", "Analyse the {0}.",
        "Fetch the {0}, never post anything.", "Check whether there are new {0}.", "Track the {0} of our team.",
        "Import {0} into our database.", "Load {0} into Snowflake.", "Copy {0} to a spreadsheet.", "Back up all {0}.",
        "Sync {0} to our data lake.", "Open {0} older than a week.", "I want to know which {0} are late.",
        "Download {0} and archive them on our disk.", "Extract the {0} for the auditors.", "Rank {0} by size.",
        "Are there any {0} without an owner?", "Monitor {0}.", "Mirror {0} into Postgres.", "Sum up the {0}.",
    ];

    // What the lists of a document are called.
    private async Task<List<string>> NounsAsync(string system)
    {
        await SourceAsync(system);
        return
        [
            .. _definitions[system].Endpoints
                .Where(endpoint => endpoint.Method == "GET" && !endpoint.Path.EndsWith('}'))
                .Select(endpoint => endpoint.Path.Split('/')[^1].Split('.')[0].Replace('_', ' ').Replace('-', ' '))
                .Where(noun => noun.EndsWith('s'))
                .Distinct(StringComparer.Ordinal)
                .Take(40),
        ];
    }

    private async Task<ConnectorSource> SourceAsync(string system)
    {
        if (_sources.TryGetValue(system, out var known)) return known;
        // A file of compact documents may have several, of which the part after the number sign names one.
        var parts = documents[system].Split('#');
        var path = Path.Combine(folder, parts[0]);
        var text = path.EndsWith(".txt", StringComparison.Ordinal)
            ? CompactDocument.Expand(await File.ReadAllTextAsync(path), parts.ElementAtOrDefault(1))
            : await File.ReadAllTextAsync(path);
        if (areEnlarged) text = EnlargedDocument.Of(text, folder);
        var source = ConnectorSource.OpenApi(text).WithId(system);
        var imported = await _generator.ImportAsync(source);
        _definitions[system] = imported.Definition;
        return _sources[system] = inParts ? source : ConnectorSource.Of(imported);
    }

    private static string Name(PlannedEndpoint endpoint) => $"{endpoint.Method} {endpoint.Path}";
}

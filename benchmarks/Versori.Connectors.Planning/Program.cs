using System.Globalization;
using Versori.Connectors.Planning.Measuring;

// Arguments: [folder of sets] [folder of documents] [--misses] [--plans] [--only PREFIX] [--parts] [--large] [--once],
// or --cold
if (args.Contains("--cold"))
{
    await ColdPlans.MeasureAsync();
    return;
}

var folders = args.TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToList();
var sets = folders.ElementAtOrDefault(0) ?? Path.Combine(AppContext.BaseDirectory, "Sets");
var documentFolder = folders.ElementAtOrDefault(1) ?? Path.Combine(sets, "Documents");
var only = args.SkipWhile(argument => argument != "--only").ElementAtOrDefault(1) ?? "";
var documents = new Dictionary<string, string>(StringComparer.Ordinal);
var files = Directory.GetFiles(sets, "*.txt").Concat(Directory.GetFiles(sets, "*.json"))
    .Order(StringComparer.Ordinal)
    .ToList();
var tasks = files.SelectMany(file => TaskReader.Read(file, documents)
    .Where(task => task.Id.StartsWith(only, StringComparison.Ordinal))
    .Select(task => (Set: Path.GetFileNameWithoutExtension(file), Task: task))).ToList();
var measurement = new Measurement(
    documentFolder, documents, inParts: args.Contains("--parts"), areEnlarged: args.Contains("--large"));
var outcomes = new List<(string Set, Outcome Outcome)>();
foreach (var (set, task) in tasks) outcomes.Add((set, await measurement.MeasureAsync(task)));

foreach (var outcome in outcomes.Select(item => item.Outcome))
{
    var isTold = args.Contains("--plans") || (args.Contains("--misses") && outcome.FoundInPlan < outcome.Needed);
    if (!isTold && outcome.UnaskedWrites.Count == 0) continue;
    if (!isTold && !args.Contains("--misses")) continue;
    Console.WriteLine($"{outcome.Task.Id}: {outcome.Task.Requirement}");
    foreach (var missed in outcome.Missed) Console.WriteLine($"    missed {missed}");
    foreach (var write in outcome.UnaskedWrites) Console.WriteLine($"    unasked {write}");
    if (isTold) foreach (var line in outcome.Plan) Console.WriteLine($"      {line}");
}

Console.WriteLine(Summary.Header);
foreach (var set in outcomes.GroupBy(item => item.Set, item => item.Outcome))
{
    Console.WriteLine(Summary.Of(set.Key, [.. set]));
}

Console.WriteLine(Summary.Of("all", [.. outcomes.Select(item => item.Outcome)]));

if (args.Contains("--once")) return;

var (count, writing) = await measurement.MeasureReadingAsync();
Console.WriteLine($"{writing.Count} of {count} further requirements that only read choose a write");
if (args.Contains("--misses")) foreach (var line in writing) Console.WriteLine($"    {line}");

if (args.Contains("--parts")) return;

// Again, with everything indexed. Processor time, since other programs may run beside this one.
const int Rounds = 5;
for (var round = 0; round < Rounds; round++) foreach (var (_, task) in tasks) await measurement.MeasureAsync(task);
var before = Environment.CpuUsage.TotalTime;
for (var round = 0; round < Rounds; round++) foreach (var (_, task) in tasks) await measurement.MeasureAsync(task);
var milliseconds = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Math.Max(1, Rounds * tasks.Count);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:F1} ms a plan, warm"));

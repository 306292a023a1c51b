using System.Text.Json;

namespace Versori.Connectors.Planning.Measuring;

/// <summary>
/// Reads the tasks of a set. In a text file, <c>&gt;</c> begins a task, each further line is a need, <c>system: GET /a
/// | GET /b</c>, or with <c>?</c> before it a helper, and <c>@system document</c> names the document of a system.
/// <c>+ system</c> adds a system to a task that needs nothing of it, and <c>&lt; system: requirement</c> is a task that
/// only reads and whose needs were not written down.
/// </summary>
internal static class TaskReader
{
    public static IEnumerable<PlanningTask> Read(string path, IDictionary<string, string> documents) =>
        path.EndsWith(".json", StringComparison.Ordinal) ? ReadJson(path, documents) : ReadText(path, documents);

    private static IEnumerable<PlanningTask> ReadText(string path, IDictionary<string, string> documents)
    {
        var set = Path.GetFileNameWithoutExtension(path);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var tasks = new List<(string Requirement, List<string> Systems, List<Need> Needs, List<Need> Helpers)>();
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '@')
            {
                var parts = line[1..].Split(' ');
                names[parts[0]] = documents[parts[0]] = parts[1];
            }
            else if (line[0] == '>')
            {
                tasks.Add((line[1..].Trim(), [], [], []));
            }
            else if (line[0] == '<')
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                tasks.Add((line[(colon + 1)..].Trim(), [.. List(line[1..colon])], [], []));
            }
            else if (line[0] == '+')
            {
                tasks[^1].Systems.AddRange(List(line[1..]));
            }
            else
            {
                var isHelper = line[0] == '?';
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                var system = line[(isHelper ? 1 : 0)..colon].Trim();
                var endpoints = line[(colon + 1)..].Split('|', StringSplitOptions.TrimEntries);
                (isHelper ? tasks[^1].Helpers : tasks[^1].Needs).Add(new(system, endpoints));
            }
        }

        return tasks.Select((task, at) => new PlanningTask(
            $"{set}-{at + 1:00}",
            task.Requirement,
            [
                .. task.Needs.Select(need => need.System).Concat(task.Systems)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ],
            task.Needs,
            task.Helpers));
    }

    private static string[] List(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static List<PlanningTask> ReadJson(string path, IDictionary<string, string> documents)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var tasks = new List<PlanningTask>();
        foreach (var task in json.RootElement.GetProperty("tasks").EnumerateArray())
        {
            foreach (var document in task.GetProperty("documents").EnumerateObject())
            {
                documents[document.Name] = document.Value.GetString()!;
            }

            tasks.Add(new(
                task.GetProperty("id").GetString()!,
                task.GetProperty("requirement").GetString()!,
                [.. task.GetProperty("documents").EnumerateObject().Select(document => document.Name)],
                [.. task.GetProperty("gold").EnumerateObject().SelectMany(system => system.Value.EnumerateArray()
                    .Select(need => new Need(system.Name, Texts(need))))],
                task.TryGetProperty("helpers", out var helpers)
                    ? [.. helpers.EnumerateObject().Select(system => new Need(system.Name, Texts(system.Value)))]
                    : []));
        }

        return tasks;
    }

    private static List<string> Texts(JsonElement list) =>
        [.. list.EnumerateArray().Select(item => item.GetString()!)];
}

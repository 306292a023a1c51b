using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Versori.Connectors;

namespace NativeAot;

/// <summary>The definitions of the repository: the known systems, and the examples of the documentation.</summary>
internal sealed partial class Definitions
{
    private readonly List<string> _unequal = [];
    private readonly SortedDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>The number of definitions.</summary>
    public int Count => _hashes.Count;

    /// <summary>The definitions that are not equal to themselves after they were written and read again.</summary>
    public IReadOnlyList<string> Unequal => _unequal;

    /// <summary>A hash of each definition as it was read, with every default.</summary>
    public IReadOnlyDictionary<string, string> Hashes => _hashes;

    public static Definitions Read()
    {
        var definitions = new Definitions();
        foreach (var entry in KnownSystems.All)
            definitions.Add($"known/{entry.Id}", KnownSystems.Get(entry.Id).Definition.ToJson());
        foreach (var name in Assembly.GetExecutingAssembly().GetManifestResourceNames())
        {
            var text = Text(name);
            if (!name.StartsWith("page/", StringComparison.Ordinal)) continue;
            foreach (var (index, example) in Json().Matches(text).Index())
            {
                definitions.Add($"{name}/{index}", Whole(JsonElement.Parse(example.Groups[1].Value)));
            }
        }

        return definitions;
    }

    public static string Text(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void Add(string name, string json)
    {
        var definition = ConnectorDefinition.Parse(json);
        var written = definition.ToJson();
        if (!definition.Equals(ConnectorDefinition.Parse(written))) _unequal.Add(name);
        _hashes[name] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written)));
    }

    // Examples show an auth method, an endpoint, or some members of a definition.
    private static string Whole(JsonElement example)
    {
        var members = example switch
        {
            _ when example.TryGetProperty("type", out _) => $"\"authMethods\": [{example.GetRawText()}]",
            _ when example.TryGetProperty("method", out _) => $"\"endpoints\": [{example.GetRawText()}]",
            _ => example.GetRawText().Trim()[1..^1],
        };
        return $$"""{ "id": "example", "title": "Example", "baseUrl": "https://api.example.com", {{members}} }""";
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();
}

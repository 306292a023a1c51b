using System.Text.Json.Nodes;

namespace Versori.Connectors.Planning.Measuring;

/// <summary>
/// Adds the operations of all documents of a folder to a document, each document under a path of its own, so that a
/// plan has to find the needed ones among many that are similar.
/// </summary>
internal static class EnlargedDocument
{
    private static readonly Dictionary<string, List<KeyValuePair<string, string>>> Known = [];

    /// <summary>Returns the document with the operations of the others.</summary>
    /// <param name="text">The document in JSON.</param>
    /// <param name="folder">The folder with documents in the compact notation.</param>
    public static string Of(string text, string folder)
    {
        if (!Known.TryGetValue(folder, out var others)) Known[folder] = others = [.. Read(folder)];
        var document = JsonNode.Parse(text)!.AsObject();
        var paths = document["paths"]!.AsObject();
        var own = paths.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, item) in others)
        {
            // The document itself is one of the folder.
            if (!own.Contains(path[path.IndexOf('/', 1)..])) paths[path] = JsonNode.Parse(item);
        }

        return document.ToJsonString();
    }

    private static IEnumerable<KeyValuePair<string, string>> Read(string folder)
    {
        var files = Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).ToList();
        foreach (var (number, file) in files.Index())
        {
            var document = JsonNode.Parse(CompactDocument.Expand(File.ReadAllText(file)))!;
            foreach (var (path, item) in document["paths"]!.AsObject())
            {
                foreach (var (_, operation) in item!.AsObject()) operation!.AsObject().Remove("operationId");
                yield return new($"/o{number}{path}", item!.ToJsonString());
            }
        }
    }
}

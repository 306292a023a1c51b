namespace Versori.Connectors;

/// <summary>Finds the placeholders of a path, such as <c>id</c> of <c>/orders/{id}</c>.</summary>
internal static class PathPlaceholders
{
    public static IReadOnlyList<string> Of(string path)
    {
        var names = new List<string>();
        var rest = path.AsSpan();
        while (rest.IndexOf('{') is var start and >= 0)
        {
            rest = rest[(start + 1)..];
            if (rest.IndexOf('}') is not (var end and >= 0)) break;
            var name = rest[..end].ToString();
            if (name.Length > 0 && !names.Contains(name)) names.Add(name);
            rest = rest[(end + 1)..];
        }

        return names;
    }
}

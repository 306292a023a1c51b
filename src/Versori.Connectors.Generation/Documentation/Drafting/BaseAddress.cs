using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>Finds the base URL: where a page says it, or else from the requests that pages show.</summary>
internal static partial class BaseAddress
{
    /// <summary>Returns the base URL with its place; <see langword="null"/> if no page has a URL of the API.</summary>
    public static (PathText Url, Stated Source)? Find(
        IEnumerable<PageBlock> blocks, EndpointCollector collected)
    {
        var all = blocks.ToList();
        foreach (var block in all)
        {
            if (OfText(block, BaseWords()) is { } said) return said;
        }

        if (OfRequests(collected) is { } shown) return shown;
        foreach (var block in all)
        {
            // These words also announce other URLs.
            if (OfText(block, Words()) is { } near) return (near.Url, near.Source with { Status = FactStatus.Guessed });
        }

        return null;
    }

    /// <summary>Whether a host is of an example that never is a system.</summary>
    public static bool IsExampleOnly(string origin) => origin.Contains("://localhost", StringComparison.Ordinal)
        || origin.Contains("://127.", StringComparison.Ordinal);

    private static (PathText Url, Stated Source)? OfText(PageBlock block, Regex announcement)
    {
        var lines = block.Kind == BlockKind.Table
            ? block.Rows.Select(row => string.Join(' ', row))
            : block.Lines;
        foreach (var line in lines.Take(400))
        {
            var words = line.Length > 2000 ? line[..2000] : line;
            if (!announcement.IsMatch(words)) continue;
            var url = Url().Match(words);
            if (!url.Success) continue;
            var path = PathText.Parse(url.Value.TrimEnd('.', ',', ';', ':', '/'));
            if (path is { Origin.Length: > 0 } && !IsExampleOnly(path.Origin)) return (path, new(block.Page, line));
        }

        return null;
    }

    // The origin of most requests. Its path is what examples have before the paths of the endpoints.
    private static (PathText Url, Stated Source)? OfRequests(EndpointCollector collected)
    {
        var urls = collected.Endpoints
            .Where(endpoint => endpoint.Path.Origin.Length > 0)
            .Select(endpoint => (endpoint.Path, endpoint.Source))
            .Concat(collected.Examples
                .Select(example => (Path: PathText.Parse(example.Request.Url), example))
                .Where(example => example.Path is { Origin.Length: > 0 })
                .Select(example => (example.Path!, new Stated(example.example.Page, example.example.Request.Text))))
            .Where(url => !IsExampleOnly(url.Item1.Origin))
            .ToList();
        if (urls.Count == 0) return null;
        var origin = urls.GroupBy(url => url.Item1.Origin, StringComparer.OrdinalIgnoreCase)
            .MaxBy(group => group.Count())!;
        var declared = collected.Endpoints.Where(endpoint => endpoint.Path.Origin.Length == 0).ToList();
        var prefixes = origin
            .Select(url => PrefixOf(url.Item1, declared))
            .OfType<string>()
            .GroupBy(prefix => prefix, StringComparer.Ordinal)
            .MaxBy(group => group.Count())?.Key ?? "";
        var (first, source) = origin.First();
        return (
            first with { Segments = prefixes.Split('/', StringSplitOptions.RemoveEmptyEntries), Query = [] },
            source with { Status = FactStatus.Stated });
    }

    /// <summary>What an URL has before the path of an endpoint; <see langword="null"/> if it is none of them.</summary>
    private static string? PrefixOf(PathText url, List<FoundEndpoint> declared)
    {
        var best = declared
            .Where(endpoint => EndsWith(url.Segments, endpoint.Path.Segments))
            .MaxBy(endpoint => endpoint.Path.Segments.Count);
        return best is null
            ? null
            : string.Join('/', url.Segments.Take(url.Segments.Count - best.Path.Segments.Count));
    }

    private static bool EndsWith(IReadOnlyList<string> segments, IReadOnlyList<string> end)
    {
        var skipped = segments.Count - end.Count;
        return skipped >= 0 && end.Count > 0 && Matches(segments.Skip(skipped), end);
    }

    /// <summary>Whether segments are those of a template, whose variables match any.</summary>
    public static bool Matches(IEnumerable<string> segments, IEnumerable<string> template) =>
        segments.Zip(template).All(pair => PathText.IsVariable(pair.Second) || pair.First == pair.Second);

    [GeneratedRegex(
        @"\b(base\s?(url|uri|path|endpoint)|api\s(root|base\s?url)|root\s(url|endpoint)"
            + @"|all\s(api\s)?(requests|calls|urls|endpoints))\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex BaseWords();

    [GeneratedRegex(
        @"\b(api\s(url|base|endpoint|host)|host(name)?|server|service\s(url|root)|production\s?(url|endpoint)?)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex Words();

    [GeneratedRegex(@"https?://[^\s`""'|)\]]+", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Url();
}

using System.Collections.Frozen;

namespace Versori.Connectors.Reading;

/// <summary>Finds the system whose API is at a host.</summary>
internal static class HostIndex
{
    // RFC 1035 §2.3.4. Longer texts are no host names.
    private const int Longest = 253;

    private static readonly Lazy<FrozenDictionary<string, string>> Exact = new(() => KnownIndex.Entries
        .SelectMany(entry => entry.Hosts.Where(IsExact).Select(host => KeyValuePair.Create(host, entry.Id)))
        .ToFrozenDictionary(StringComparer.Ordinal));

    private static readonly Lazy<HostPattern[]> Patterns = new(() =>
    [
        .. KnownIndex.Entries
            .SelectMany(entry => entry.Hosts.Where(host => !IsExact(host))
                .Select(host => new HostPattern(entry.Id, host)))
            .OrderByDescending(pattern => pattern.Weight),
    ]);

    /// <summary>The id of the system; <see langword="null"/> if none is known.</summary>
    public static string? Find(string text)
    {
        var host = Normalize(text);
        if (host.Length is 0 or > Longest) return null;
        return Exact.Value.GetValueOrDefault(host)
            ?? Array.Find(Patterns.Value, pattern => pattern.Matches(host))?.System
            ?? OfParent(host);
    }

    /// <summary>
    /// The host of a system that a host name has; <see langword="null"/> if it has no parts in braces.
    /// </summary>
    public static string? PatternOf(KnownSystemEntry entry, string text)
    {
        var host = Normalize(text);
        return entry.Hosts.Contains(host, StringComparer.Ordinal)
            ? null
            : entry.Hosts.Where(own => !IsExact(own))
                .Select(own => (Text: own, Pattern: new HostPattern(entry.Id, own)))
                .Where(own => own.Pattern.Matches(host)).OrderByDescending(own => own.Pattern.Weight)
                .Select(own => own.Text).FirstOrDefault();
    }

    private static bool IsExact(string host) => !host.Contains('{', StringComparison.Ordinal);

    // uploads.api.example.com belongs to whom api.example.com belongs to. A domain of two labels has too many hosts.
    private static string? OfParent(string host)
    {
        while (host.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot)
        {
            host = host[(dot + 1)..];
            if (host.Count('.') < 2) return null;
            if (Exact.Value.TryGetValue(host, out var id)) return id;
        }

        return null;
    }

    private static string Normalize(string text)
    {
        var host = text.Trim();
        if (host.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme) host = host[(scheme + 3)..];
        if (host.IndexOfAny(['/', '?', '#']) is >= 0 and var end) host = host[..end];
        if (host.LastIndexOf('@') is >= 0 and var user) host = host[(user + 1)..];
        if (host.IndexOf(':', StringComparison.Ordinal) is >= 0 and var port) host = host[..port];
        // An input of a document stands for one of the values that it may have.
        return host.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)
            .TrimEnd('.').ToLowerInvariant();
    }
}

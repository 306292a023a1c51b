namespace Versori.Connectors.Reading;

/// <summary>
/// A host with parts that differ between accounts, such as <c>{store}.myshopify.com</c>. A part in braces stands for
/// letters, digits and hyphens; at the beginning, for one or more labels.
/// </summary>
internal sealed class HostPattern
{
    private readonly string[] _texts;
    private readonly bool _beginsOpen;

    public HostPattern(string system, string pattern)
    {
        System = system;
        var texts = new List<string>();
        var at = 0;
        while (pattern.IndexOf('{', at) is >= 0 and var open)
        {
            texts.Add(pattern[at..open]);
            at = pattern.IndexOf('}', open) + 1;
        }

        texts.Add(pattern[at..]);
        _texts = [.. texts];
        _beginsOpen = texts[0].Length == 0;
    }

    public string System { get; }

    /// <summary>How much of the host the pattern states. The pattern that states most is used.</summary>
    public int Weight => _texts.Sum(text => text.Length);

    /// <summary>Whether a host in lower case has the pattern.</summary>
    public bool Matches(string host) => Matches(host, 0, isFirst: true);

    private bool Matches(ReadOnlySpan<char> host, int index, bool isFirst)
    {
        var text = _texts[index];
        if (!host.StartsWith(text, StringComparison.Ordinal)) return false;
        host = host[text.Length..];
        if (index == _texts.Length - 1) return host.IsEmpty;
        var isLabels = isFirst && _beginsOpen;
        for (var length = 1; length <= host.Length; length++)
        {
            var last = host[length - 1];
            if (!char.IsAsciiLetterOrDigit(last) && last != '-' && !(isLabels && last == '.')) return false;
            if (Matches(host[length..], index + 1, isFirst: false)) return true;
        }

        return false;
    }
}

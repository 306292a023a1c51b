using System.Globalization;

namespace Versori.Connectors.Invocation;

/// <summary>The keys of responses (OpenAPI 3.1 §4.8.16): a status, a range, or <c>default</c>.</summary>
internal static class StatusPattern
{
    /// <summary>How well a key matches a status: 3 exactly, 2 as a range, 1 by default, 0 not at all.</summary>
    public static int Match(string pattern, int status)
    {
        if (pattern.Equals("default", StringComparison.OrdinalIgnoreCase)) return 1;
        var text = status.ToString(CultureInfo.InvariantCulture);
        if (pattern == text) return 3;
        var isRange = pattern.Length == 3 && text.Length == 3 && pattern[0] == text[0]
            && pattern.AsSpan(1).Equals("XX", StringComparison.OrdinalIgnoreCase);
        return isRange ? 2 : 0;
    }
}

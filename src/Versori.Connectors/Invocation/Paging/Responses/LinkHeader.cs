namespace Versori.Connectors.Invocation;

/// <summary>Reads the <c>Link</c> header (RFC 8288 §3). Malformed parts are skipped.</summary>
internal static class LinkHeader
{
    /// <summary>
    /// The target of the first link with a relation; <see langword="null"/> if there is none. Links about another
    /// resource (§3.2, <c>anchor</c>) are skipped, and those that state <c>results="false"</c>: Sentry's last page has
    /// such a link (https://docs.sentry.io/api/pagination/).
    /// </summary>
    public static string? Find(IEnumerable<string> values, string relation)
    {
        foreach (var value in values)
        {
            var at = 0;
            while (value.IndexOf('<', at) is >= 0 and var open && value.IndexOf('>', open) is >= 0 and var close)
            {
                var target = value[(open + 1)..close].Trim();
                at = close + 1;
                if (HasRelation(value, ref at, relation)) return target;
            }
        }

        return null;
    }

    // Reads the parameters up to the comma that ends the link. §3.3: only the first 'rel' counts.
    private static bool HasRelation(string value, ref int at, string relation)
    {
        string? relations = null;
        var isIgnored = false;
        while (at < value.Length && value[at] != ',')
        {
            if (value[at] is ';' or ' ' or '\t')
            {
                at++;
                continue;
            }

            var name = Token(value, ref at);
            var text = "";
            if (at < value.Length && value[at] == '=')
            {
                at++;
                text = Value(value, ref at);
            }

            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase)) relations ??= text;
            isIgnored |= name.Equals("anchor", StringComparison.OrdinalIgnoreCase)
                || (name.Equals("results", StringComparison.OrdinalIgnoreCase) && text == "false");
        }

        return !isIgnored
            && relations?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Contains(relation, StringComparer.OrdinalIgnoreCase) == true;
    }

    private static string Token(string value, ref int at)
    {
        var start = at;
        while (at < value.Length && value[at] is not ('=' or ';' or ',')) at++;
        return value[start..at].Trim();
    }

    private static string Value(string value, ref int at)
    {
        while (at < value.Length && value[at] is ' ' or '\t') at++;
        if (at == value.Length || value[at] != '"') return Token(value, ref at);
        var text = new System.Text.StringBuilder();
        for (at++; at < value.Length && value[at] != '"'; at++)
        {
            if (value[at] == '\\' && at + 1 < value.Length) at++;
            text.Append(value[at]);
        }

        at = Math.Min(at + 1, value.Length);
        return text.ToString();
    }
}

namespace Versori.Connectors.Webhooks;

/// <summary>
/// Splits dictionaries of structured fields (RFC 8941 §3.2) into the unparsed texts of their members.
/// </summary>
internal static class StructuredDictionary
{
    /// <summary>
    /// The members by name, or <see langword="null"/> if a member has no name or value, or if a name occurs twice.
    /// </summary>
    public static Dictionary<string, string>? Members(string field)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Split(field))
        {
            var reader = new StructuredReader(part);
            var name = reader.Key();
            var value = part.Length > name.Length + 1 ? part[(name.Length + 1)..] : "";
            if (name.Length == 0 || !reader.TryTake('=') || value.Length == 0 || !members.TryAdd(name, value))
                return null;
        }

        return members;
    }

    /// <summary>Reads a byte sequence (RFC 8941 §4.2.7). Parameters after it are ignored.</summary>
    public static byte[]? Bytes(string text)
    {
        if (text.Length < 2 || text[0] != ':' || text.IndexOf(':', 1) is not (> 0 and var end)) return null;
        if (end + 1 < text.Length && text[end + 1] != ';') return null;
        var buffer = new byte[end];
        return Convert.TryFromBase64String(text[1..end], buffer, out var written) ? buffer[..written] : null;
    }

    // A comma in a string does not separate members.
    private static IEnumerable<string> Split(string field)
    {
        var start = 0;
        var isString = false;
        for (var i = 0; i < field.Length; i++)
        {
            if (isString && field[i] == '\\') i++;
            else if (field[i] == '"') isString = !isString;
            else if (field[i] == ',' && !isString)
            {
                yield return field[start..i].Trim(' ', '\t');
                start = i + 1;
            }
        }

        if (start < field.Length || start > 0) yield return field[start..].Trim(' ', '\t');
    }
}

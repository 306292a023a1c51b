namespace Versori.Connectors.Authentication;

/// <summary>Reads a parameter of a challenge (RFC 9110 §11.2). Its value is a token or a quoted string.</summary>
internal static class ChallengeParameter
{
    public static string? Find(string? parameters, string name)
    {
        var rest = parameters.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var equals = rest.IndexOf('=');
            if (equals < 0) return null;
            var isWanted = rest[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
            rest = rest[(equals + 1)..].TrimStart();
            var value = rest is ['"', ..] ? Quoted(ref rest) : Token(ref rest);
            if (isWanted) return value;
            rest = rest.TrimStart().TrimStart(',').TrimStart();
        }

        return null;
    }

    private static string Token(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(',');
        var value = (end < 0 ? rest : rest[..end]).Trim().ToString();
        rest = end < 0 ? default : rest[end..];
        return value;
    }

    private static string Quoted(ref ReadOnlySpan<char> rest)
    {
        var value = new System.Text.StringBuilder();
        var i = 1;
        for (; i < rest.Length && rest[i] != '"'; i++)
        {
            if (rest[i] == '\\' && i + 1 < rest.Length) i++;
            value.Append(rest[i]);
        }

        rest = i + 1 < rest.Length ? rest[(i + 1)..] : default;
        return value.ToString();
    }
}

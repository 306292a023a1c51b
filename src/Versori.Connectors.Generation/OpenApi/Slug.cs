using System.Text;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Creates readable ids from text: words of lower-case letters and digits, joined by dashes.</summary>
internal static class Slug
{
    public static string Of(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(char.ToLowerInvariant(c));
            else if (c is not '\'' && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }
}

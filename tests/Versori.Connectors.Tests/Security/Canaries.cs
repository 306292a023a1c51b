using System.Text;
using System.Text.Json;

namespace Versori.Connectors.Tests.Security;

/// <summary>
/// Secret values that can be told from everything else, and the search for them in all their disguises.
/// </summary>
internal sealed class Canaries
{
    private readonly Dictionary<string, string[]> _disguises = new(StringComparer.Ordinal);

    /// <summary>A secret value; it holds characters that every encoding changes.</summary>
    public string Plant(string name)
    {
        var value = $"cAnArY.{name}+/=&x";
        _disguises[value] = [.. Disguises(value).Distinct(StringComparer.Ordinal)];
        return value;
    }

    /// <summary>Looks for a private key by the middle of its PEM, in one line and in the file's own.</summary>
    public void PlantKey(string pem)
    {
        var lines = pem.Split('\n');
        var line = lines[lines.Length / 2].Trim();
        _disguises[line] = [line, JsonSerializer.Serialize(line).Trim('"'), Uri.EscapeDataString(line)];
    }

    /// <summary>The secrets that a text shows.</summary>
    public IReadOnlyList<string> In(string text) =>
        [
            .. _disguises.Where(
                canary =>
                    canary.Value.Any(
                        disguise => text.Contains(disguise, StringComparison.OrdinalIgnoreCase))).Select(canary =>
                        canary.Key),
        ];

    public IReadOnlyCollection<string> All => _disguises.Keys;

    public static IEnumerable<string> Disguises(string value)
    {
        yield return value;
        yield return Uri.EscapeDataString(value);
        yield return Uri.EscapeDataString(Uri.EscapeDataString(value));
        yield return JsonSerializer.Serialize(value).Trim('"');
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(value));

        // Form-encoded first, as a client's id and secret are (RFC 6749 §2.3.1), or as it is.
        foreach (var text in new[] { value, Uri.EscapeDataString(value) })
        {
            // Inside a longer text, such as 'user:password', it may begin at any of three places of a group.
            for (var offset = 0; offset < 3; offset++)
            {
                var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', offset) + text));
                yield return encoded[(offset == 0 ? 0 : 4)..^4];
                yield return encoded[(offset == 0 ? 0 : 4)..^4].Replace('+', '-').Replace('/', '_');
            }
        }
    }
}

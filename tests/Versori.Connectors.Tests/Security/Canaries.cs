using System.Text;
using System.Text.Json;

namespace Versori.Connectors.Tests.Security;

/// <summary>
/// Unique secret values and the search for them in every encoding.
/// </summary>
internal sealed class Canaries
{
    private readonly Dictionary<string, string[]> _encodings = new(StringComparer.Ordinal);

    /// <summary>A secret value with characters that every encoding changes.</summary>
    public string Plant(string name)
    {
        var value = $"cAnArY.{name}+/=&x";
        _encodings[value] = [.. Encodings(value).Distinct(StringComparer.Ordinal)];
        return value;
    }

    /// <summary>Searches for a private key by the middle line of its PEM.</summary>
    public void PlantKey(string pem)
    {
        var lines = pem.Split('\n');
        var line = lines[lines.Length / 2].Trim();
        _encodings[line] = [line, JsonSerializer.Serialize(line).Trim('"'), Uri.EscapeDataString(line)];
    }

    /// <summary>The secrets that a text contains.</summary>
    public IReadOnlyList<string> In(string text) =>
        [
            .. _encodings.Where(
                canary =>
                    canary.Value.Any(
                        encoding => text.Contains(encoding, StringComparison.OrdinalIgnoreCase))).Select(canary =>
                        canary.Key),
        ];

    public IReadOnlyCollection<string> All => _encodings.Keys;

    public static IEnumerable<string> Encodings(string value)
    {
        yield return value;
        yield return Uri.EscapeDataString(value);
        yield return Uri.EscapeDataString(Uri.EscapeDataString(value));
        yield return JsonSerializer.Serialize(value).Trim('"');
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(value));

        // The plain value and the form-encoded value of client ids and secrets (RFC 6749 §2.3.1).
        foreach (var text in new[] { value, Uri.EscapeDataString(value) })
        {
            // In a longer text, such as 'user:password', it can start at any of the three offsets of a group.
            for (var offset = 0; offset < 3; offset++)
            {
                var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', offset) + text));
                yield return encoded[(offset == 0 ? 0 : 4)..^4];
                yield return encoded[(offset == 0 ? 0 : 4)..^4].Replace('+', '-').Replace('/', '_');
            }
        }
    }
}

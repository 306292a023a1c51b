using System.Globalization;
using System.Text;

namespace Versori.Connectors.AzureKeyVault;

/// <summary>
/// A value as one or several values of a vault, which hold 25 KB each. It is base64 of its UTF-8, so that no character is
/// changed on the way, and begins with the number of its parts.
/// </summary>
internal static class SecretParts
{
    /// <summary>In bytes.</summary>
    private const int MaximumLength = 24_000;

    public static IReadOnlyList<string> Split(Secret value)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Reveal()));
        var parts = text.Chunk(MaximumLength).Select(part => new string(part)).DefaultIfEmpty("").ToList();
        parts[0] = string.Create(CultureInfo.InvariantCulture, $"{parts.Count}:{parts[0]}");
        return parts;
    }

    /// <summary>How many parts there are, by the first of them; 1 when it is not this store's.</summary>
    public static int CountOf(string first) =>
        int.TryParse(first.AsSpan(0, Math.Max(0, first.IndexOf(':', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;

    /// <returns><see langword="null"/> when it is nothing that was written here.</returns>
    public static Secret? Join(IReadOnlyList<string> parts)
    {
        var text = string.Concat(parts);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64Chars(text.AsSpan(colon + 1), bytes, out var length) ? new(Encoding.UTF8.GetString(bytes, 0, length)) : null;
    }
}

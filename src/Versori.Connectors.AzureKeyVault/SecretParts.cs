using System.Globalization;
using System.Text;

namespace Versori.Connectors.AzureKeyVault;

/// <summary>
/// Splits a value into parts, because a secret of a vault holds 25 KB. The text is the base64 of the value's UTF-8, so
/// that no character is changed. It begins with the number of its parts.
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

    /// <summary>The number of parts, read from the first part; 1 if this store did not write it.</summary>
    public static int CountOf(string first)
    {
        var colon = Math.Max(0, first.IndexOf(':', StringComparison.Ordinal));
        var isNumber = int.TryParse(
            first.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        return isNumber ? count : 1;
    }

    /// <returns>The value; <see langword="null"/> if this store did not write the parts.</returns>
    public static Secret? Join(IReadOnlyList<string> parts)
    {
        var text = string.Concat(parts);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64Chars(text.AsSpan(colon + 1), bytes, out var length)
            ? new(Encoding.UTF8.GetString(bytes, 0, length))
            : null;
    }
}

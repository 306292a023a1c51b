using System.Globalization;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>
/// Versions of secrets. They are random, so that a deleted version never occurs again. They begin with the time (RFC
/// 9562 §5.7), so that rows are in the order of writing and the age of a secret is known.
/// </summary>
internal static class SecretVersion
{
    public static string New(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    /// <summary>When a version was created; <see langword="null"/> if it is not one of these.</summary>
    public static DateTimeOffset? WrittenAt(string version) =>
        IsVersion7(version) && TryReadMilliseconds(version, out var milliseconds)
            ? DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds)
            : null;

    private static bool IsVersion7(string version) => version.Length == 32 && version[12] == '7';

    private static bool TryReadMilliseconds(string version, out long milliseconds) => long.TryParse(
        version.AsSpan(0, 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out milliseconds);
}

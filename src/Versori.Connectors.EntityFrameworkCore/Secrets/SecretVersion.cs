using System.Globalization;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>
/// Versions of secrets. Random, so that one that was deleted never comes again; beginning with the time (RFC 9562 §5.7), so
/// that rows follow each other and it can be told how old one is.
/// </summary>
internal static class SecretVersion
{
    public static string New(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    /// <summary>When a version was made; <see langword="null"/> when it is none of these.</summary>
    public static DateTimeOffset? WrittenAt(string version) =>
        version.Length == 32 && version[12] == '7' && long.TryParse(version.AsSpan(0, 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds)
            : null;
}

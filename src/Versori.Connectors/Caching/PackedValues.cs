using System.Diagnostics;
using System.Text;

namespace Versori.Connectors.Caching;

/// <summary>
/// Some texts that are rarely looked at, in a fraction of the memory that they take as strings in a map. Deliberately not a
/// record: they may be secret.
/// </summary>
[DebuggerDisplay(Secret.Redacted)]
internal readonly struct PackedValues
{
    private const char Separator = '\0';

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[]? _bytes;

    private PackedValues(byte[]? bytes) => _bytes = bytes;

    /// <summary>The texts; one that holds a NUL comes back in parts.</summary>
    public IEnumerable<string> All => Encoding.UTF8.GetString(_bytes ?? []).Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    public static PackedValues Of(IEnumerable<string> values) =>
        new(string.Join(Separator, values) is { Length: > 0 } joined ? Encoding.UTF8.GetBytes(joined) : null);

    public override string ToString() => Secret.Redacted;
}

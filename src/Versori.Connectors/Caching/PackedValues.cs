using System.Diagnostics;
using System.Text;

namespace Versori.Connectors.Caching;

/// <summary>
/// Several texts that are rarely read, in a fraction of the memory that they take as strings in a map. Deliberately not
/// a record: the texts may be secret.
/// </summary>
[DebuggerDisplay(Secret.Redacted)]
internal readonly struct PackedValues
{
    private const char Separator = '\0';

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[]? _bytes;

    private PackedValues(byte[]? bytes) => _bytes = bytes;

    /// <summary>The texts. A text that contains a NUL is returned in parts.</summary>
    public IEnumerable<string> All =>
        Encoding.UTF8.GetString(_bytes ?? []).Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    public static PackedValues Of(IEnumerable<string> values) =>
        new(string.Join(Separator, values) is { Length: > 0 } joined ? Encoding.UTF8.GetBytes(joined) : null);

    public override string ToString() => Secret.Redacted;
}

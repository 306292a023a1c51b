using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Reads what is bound to connections. The fingerprint is a sum of hashes: stores list bindings in no particular order,
/// and a connection that many end users are bound to needs no memory for all of them.
/// </summary>
internal sealed class ConnectionUsages(IBindingStore bindings)
{
    public async Task<ConnectionUsage> FindAsync(ConnectionId id, CancellationToken cancellationToken) =>
        await OfAsync(bindings.ListAsync(new() { ConnectionId = id }, cancellationToken)).ConfigureAwait(false);

    public static async Task<ConnectionUsage> OfAsync(IAsyncEnumerable<Binding> listed)
    {
        var shown = new List<BindingKey>();
        var count = 0;
        UInt128 sum = 0;
        await foreach (var binding in listed.ConfigureAwait(false))
        {
            count++;
            sum = unchecked(sum + HashOf(binding.Key));
            if (shown.Count < ConnectionUsage.MaximumListed) shown.Add(binding.Key);
        }

        return new()
        {
            Count = count,
            Bindings = [.. shown.OrderBy(key => key.Template.ToString(), StringComparer.Ordinal)],
            Fingerprint = $"{count}-{sum:x32}",
        };
    }

    // No name contains NUL.
    private static UInt128 HashOf(BindingKey key)
    {
        var text = $"{key.Template.Integration}\0{key.Template.Name}\0{key.Owner}\0{key.Environment}";
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

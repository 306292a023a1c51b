using System.Security.Cryptography;
using System.Text;

namespace Quickstart.Server;

/// <summary>The one client that may ask for tokens. Its secret is made anew for every server.</summary>
internal sealed class WarehouseClient
{
    public string Id => "quickstart";

    public string Secret { get; } = RandomNumberGenerator.GetHexString(48, lowercase: true);

    public bool Is(string? id, string? secret) =>
        string.Equals(id, Id, StringComparison.Ordinal) &&
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret ?? ""), Encoding.UTF8.GetBytes(Secret));
}

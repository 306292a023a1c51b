using System.Security.Cryptography;
using System.Text;

namespace Quickstart.Server;

/// <summary>The only client that may request tokens.</summary>
internal sealed class WarehouseClient(WarehouseState state)
{
    public string Id => "quickstart";

    /// <summary>Creates a new secret, returns it once, and keeps its hash.</summary>
    public string IssueSecret()
    {
        var secret = RandomNumberGenerator.GetHexString(48, lowercase: true);
        state.SecretHash = Hash(secret);
        return secret;
    }

    public bool Is(string? id, string? secret) =>
        string.Equals(id, Id, StringComparison.Ordinal) &&
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Hash(secret ?? "")), Encoding.UTF8.GetBytes(state.SecretHash));

    private static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

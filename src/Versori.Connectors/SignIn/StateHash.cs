using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.SignIn;

/// <summary>
/// Hashes the values that the browser sends back. A leaked store therefore cannot be used to complete a sign-in.
/// </summary>
internal static class StateHash
{
    public static string Of(string value) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    public static bool Matches(string? hash, string value) => hash is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Of(value)));
}

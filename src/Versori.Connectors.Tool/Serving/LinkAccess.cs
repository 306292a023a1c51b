using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.Tool.Serving;

/// <summary>
/// The token in the link, which works once, and the value of the cookie that it is exchanged for. Both are 256 random
/// bits and exist only in this process.
/// </summary>
internal sealed class LinkAccess
{
    private const int Size = 32;

    private readonly byte[] _token;
    private readonly byte[] _cookie;
    private int _isUsed;

    public LinkAccess()
    {
        Token = Create();
        Cookie = Create();
        _token = Hash(Token);
        _cookie = Hash(Cookie);
    }

    /// <summary>The token in the link.</summary>
    public string Token { get; }

    /// <summary>The value of the cookie.</summary>
    public string Cookie { get; }

    /// <summary>Uses the token up. Of several requests with it, one gets the cookie.</summary>
    public bool TryUse(string token) => IsSame(_token, token) && Interlocked.Exchange(ref _isUsed, 1) == 0;

    /// <summary>Whether a request has the cookie.</summary>
    public bool IsCookie(string? value) => value is not null && IsSame(_cookie, value);

    // Hashes have the same length, so that the comparison takes the same time for every value.
    private static bool IsSame(byte[] hash, string value) =>
        CryptographicOperations.FixedTimeEquals(hash, Hash(value));

    private static byte[] Hash(string value) => SHA256.HashData(Encoding.UTF8.GetBytes(value));

    private static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));
}

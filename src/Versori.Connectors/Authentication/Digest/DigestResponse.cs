using System.Text;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Digest;

/// <summary>Creates the response to a challenge: the value of <c>Authorization</c> (RFC 7616 §3.4).</summary>
internal static class DigestResponse
{
    /// <summary>Creates the value of the header.</summary>
    /// <param name="challenge">The challenge.</param>
    /// <param name="username">The user name.</param>
    /// <param name="password">The password.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="target">The request's target (RFC 9112 §3.2).</param>
    /// <param name="body">The request's content, which <c>auth-int</c> includes in the hash.</param>
    /// <param name="count">The number of uses of the nonce, including this one.</param>
    /// <param name="clientNonce">A random value of the client. It stays the same as long as the nonce does.</param>
    public static string Create(
        DigestChallenge challenge,
        string username,
        string password,
        string method,
        string target,
        byte[] body,
        int count,
        string clientNonce)
    {
        var value = new StringBuilder(DigestChallenge.Scheme).Append(' ');
        AppendUser(value, challenge, username);
        Append(value, "realm", challenge.Realm);
        Append(value, "nonce", challenge.Nonce);
        Append(value, "uri", target);
        if (challenge.AlgorithmName is { } algorithm) value.Append(", algorithm=").Append(algorithm);
        if (challenge.Opaque is { } opaque) Append(value, "opaque", opaque);
        var nonceCount = count.ToString("x8", null);
        if (challenge.Qop is { } qop) value.Append(", qop=").Append(qop).Append(", nc=").Append(nonceCount);
        if (challenge.Qop is not null || challenge.IsSession) Append(value, "cnonce", clientNonce);
        if (challenge.HashesUserNames) value.Append(", userhash=true");
        var response = Compute(challenge, username, password, method, target, body, nonceCount, clientNonce);
        Append(value, "response", response);
        return value.ToString();
    }

    // RFC 7616 §3.4.1-3
    private static string Compute(
        DigestChallenge challenge,
        string username,
        string password,
        string method,
        string target,
        byte[] body,
        string nonceCount,
        string clientNonce)
    {
        var user = Hash(challenge, $"{username}:{challenge.Realm}:{password}");
        if (challenge.IsSession) user = Hash(challenge, $"{user}:{challenge.Nonce}:{clientNonce}");
        var content = challenge.Qop == "auth-int" ? $":{Convert.ToHexStringLower(challenge.Algorithm.Hash(body))}" : "";
        var request = Hash(challenge, $"{method}:{target}{content}");
        return Hash(challenge, challenge.Qop is { } qop
            ? $"{user}:{challenge.Nonce}:{nonceCount}:{clientNonce}:{qop}:{request}"
            : $"{user}:{challenge.Nonce}:{request}");
    }

    // RFC 7616 §3.4.4: userhash hides the name. Otherwise, a name that is not ASCII is encoded as in RFC 8187 (§3.4).
    private static void AppendUser(StringBuilder value, DigestChallenge challenge, string username)
    {
        if (challenge.HashesUserNames) value.Append($"username=\"{Hash(challenge, $"{username}:{challenge.Realm}")}\"");
        else if (Ascii.IsValid(username)) value.Append("username=").Append(Quoted(username));
        else value.Append("username*=UTF-8''").Append(PercentEncoding.Encode(username));
    }

    private static void Append(StringBuilder value, string name, string text) =>
        value.Append(", ").Append(name).Append('=').Append(Quoted(text));

    private static string Quoted(string text)
    {
        var escaped = text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }

    private static string Hash(DigestChallenge challenge, string text) =>
        Convert.ToHexStringLower(challenge.Algorithm.Hash(Encoding.UTF8.GetBytes(text)));
}

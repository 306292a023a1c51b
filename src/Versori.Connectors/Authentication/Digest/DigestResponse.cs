using System.Text;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Digest;

/// <summary>Answers challenges: the value of <c>Authorization</c> (RFC 7616 §3.4).</summary>
internal static class DigestResponse
{
    /// <param name="challenge">What was asked for.</param>
    /// <param name="username">The user name.</param>
    /// <param name="password">The password.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="target">The request's target (RFC 9112 §3.2).</param>
    /// <param name="body">The request's content, where it is hashed too.</param>
    /// <param name="count">How often the nonce has been used, this time included.</param>
    /// <param name="clientNonce">Something random of the client's, the same as long as the nonce is.</param>
    public static string Create(DigestChallenge challenge, string username, string password, string method, string target, byte[] body, int count, string clientNonce)
    {
        var value = new StringBuilder(DigestChallenge.Scheme).Append(' ');
        AppendUser(value, challenge, username);
        Append(value, "realm", challenge.Realm);
        Append(value, "nonce", challenge.Nonce);
        Append(value, "uri", target);
        if (challenge.AlgorithmName is { } algorithm) value.Append(", algorithm=").Append(algorithm);
        if (challenge.Opaque is { } opaque) Append(value, "opaque", opaque);
        var times = count.ToString("x8", null);
        if (challenge.Qop is { } qop) value.Append(", qop=").Append(qop).Append(", nc=").Append(times);
        if (challenge.Qop is not null || challenge.IsSession) Append(value, "cnonce", clientNonce);
        if (challenge.HashesUserNames) value.Append(", userhash=true");
        Append(value, "response", Compute(challenge, username, password, method, target, body, times, clientNonce));
        return value.ToString();
    }

    // RFC 7616 §3.4.1-3
    private static string Compute(
        DigestChallenge challenge, string username, string password, string method, string target, byte[] body, string times, string clientNonce)
    {
        var user = Hash(challenge, $"{username}:{challenge.Realm}:{password}");
        if (challenge.IsSession) user = Hash(challenge, $"{user}:{challenge.Nonce}:{clientNonce}");
        var content = challenge.Qop == "auth-int" ? $":{Convert.ToHexStringLower(challenge.Algorithm.Hash(body))}" : "";
        var request = Hash(challenge, $"{method}:{target}{content}");
        return Hash(challenge, challenge.Qop is { } qop
            ? $"{user}:{challenge.Nonce}:{times}:{clientNonce}:{qop}:{request}"
            : $"{user}:{challenge.Nonce}:{request}");
    }

    // RFC 7616 §3.4.4 hides the name; otherwise what is not ASCII is written as RFC 8187 has it (§3.4).
    private static void AppendUser(StringBuilder value, DigestChallenge challenge, string username)
    {
        if (challenge.HashesUserNames) value.Append($"username=\"{Hash(challenge, $"{username}:{challenge.Realm}")}\"");
        else if (Ascii.IsValid(username)) value.Append("username=").Append(Quoted(username));
        else value.Append("username*=UTF-8''").Append(PercentEncoding.Encode(username));
    }

    private static void Append(StringBuilder value, string name, string text) => value.Append(", ").Append(name).Append('=').Append(Quoted(text));

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Hash(DigestChallenge challenge, string text) => Convert.ToHexStringLower(challenge.Algorithm.Hash(Encoding.UTF8.GetBytes(text)));
}

using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Wsse;

/// <summary>Adds a new UsernameToken to each request.</summary>
internal sealed class WsseAuthenticator(
    WsseAuth method, string username, string password, ExpressionContext context) : RequestAuthenticator
{
    private readonly string _start = $"UsernameToken Username=\"{username}\", PasswordDigest=\"";

    public override string Name => method.Header;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RequestHeaders.Set(request, method.Header, HeaderOf(context.Snapshot()));
        if (method.SendAuthorization) RequestHeaders.Set(request, "Authorization", "WSSE profile=\"UsernameToken\"");
        return default;
    }

    public override void Remove(HttpRequestMessage request)
    {
        request.Headers.Remove(method.Header);
        if (method.SendAuthorization) request.Headers.Remove("Authorization");
    }

    /// <summary>Returns the header's value for a time and a nonce.</summary>
    public string HeaderOf(ExpressionContext request)
    {
        var created = ExpressionFunction.FormatTime(request.Now, "iso8601");
        var nonce = method.EncodeNonce ? Convert.ToBase64String(Encoding.ASCII.GetBytes(request.Nonce)) : request.Nonce;
        return $"{_start}{Digest(request.Nonce, created)}\", Nonce=\"{nonce}\", Created=\"{created}\"";
    }

    // UsernameToken Profile 1.0 §3.1: Base64(SHA-1(nonce + created + password)).
    private string Digest(string nonce, string created)
    {
#pragma warning disable CA5350 // The profile requires SHA-1.
        var hash = SHA1.HashData(Encoding.UTF8.GetBytes(nonce + created + password));
#pragma warning restore CA5350
        var digest = method.HexDigest ? Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)) : hash;
        return Convert.ToBase64String(digest);
    }
}

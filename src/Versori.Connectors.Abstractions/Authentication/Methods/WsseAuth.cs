namespace Versori.Connectors;

/// <summary>
/// WSSE with a UsernameToken and a password digest (Web Services Security UsernameToken Profile 1.0 §3.1) in HTTP
/// headers. Fields: <c>username</c>, <c>password</c>.
/// </summary>
public sealed record WsseAuth() : AuthMethod("wsse")
{
    /// <summary>The name of the header. Default: <c>X-WSSE</c>.</summary>
    public string Header { get; init; } = "X-WSSE";

    /// <summary>
    /// Whether the nonce is sent as base64 of the bytes that are hashed, as the profile specifies. Otherwise it is sent
    /// as the same text that is hashed. Default: yes.
    /// </summary>
    public bool EncodeNonce { get; init; } = true;

    /// <summary>
    /// Whether the digest is base64 of the hash in hexadecimal instead of base64 of the hash's bytes, as some systems
    /// require. Default: no.
    /// </summary>
    public bool HexDigest { get; init; }

    /// <summary>Whether <c>Authorization: WSSE profile="UsernameToken"</c> is sent as well. Default: yes.</summary>
    public bool SendAuthorization { get; init; } = true;
}

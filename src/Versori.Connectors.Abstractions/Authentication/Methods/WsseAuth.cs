namespace Versori.Connectors;

/// <summary>
/// WSSE with a UsernameToken and a password digest (Web Services Security UsernameToken Profile 1.0 §3.1) in HTTP headers.
/// Fields: <c>username</c>, <c>password</c>.
/// </summary>
public sealed record WsseAuth() : AuthMethod("wsse")
{
    /// <summary>The header. Default: <c>X-WSSE</c>.</summary>
    public string Header { get; init; } = "X-WSSE";

    /// <summary>
    /// Whether the nonce is sent as base64 of the bytes that are hashed, as the profile has it; otherwise as the very text
    /// that is hashed. Default: yes.
    /// </summary>
    public bool EncodeNonce { get; init; } = true;

    /// <summary>Whether the digest is base64 of the hash in hexadecimal, as some systems want it, and not of its bytes. Default: no.</summary>
    public bool HexDigest { get; init; }

    /// <summary>Whether <c>Authorization: WSSE profile="UsernameToken"</c> is sent too. Default: yes.</summary>
    public bool SendAuthorization { get; init; } = true;
}

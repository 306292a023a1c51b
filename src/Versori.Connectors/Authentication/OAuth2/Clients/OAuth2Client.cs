using System.Diagnostics;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>The client that asks (RFC 6749 §2). Deliberately not a record: its text form would show the secret.</summary>
/// <param name="id">Its id, if it has one.</param>
/// <param name="secret">Its secret, if it has one.</param>
/// <param name="isCentral">Whether it is the host's own, registered on the connector.</param>
[DebuggerDisplay(Connectors.Secret.Redacted)]
internal sealed class OAuth2Client(string? id, Secret? secret, bool isCentral)
{
    public string? Id => id;

    public Secret? Secret => secret;

    /// <summary>Whether many connections share it: its refusal is the host's concern, not theirs.</summary>
    public bool IsCentral => isCentral;

    public override string ToString() => Connectors.Secret.Redacted;
}

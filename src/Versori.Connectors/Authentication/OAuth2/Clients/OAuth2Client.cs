using System.Diagnostics;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// The client of a request (RFC 6749 §2). It is not a record, because the text form of a record would show the secret.
/// </summary>
/// <param name="id">The client's id, if it has one.</param>
/// <param name="secret">The client's secret, if it has one.</param>
/// <param name="isCentral">Whether it is the host's own client, set on the connector.</param>
[DebuggerDisplay(Connectors.Secret.Redacted)]
internal sealed class OAuth2Client(string? id, Secret? secret, bool isCentral)
{
    public string? Id => id;

    public Secret? Secret => secret;

    /// <summary>
    /// Whether many connections share the client. If it is refused, the host must act, not the connections' owners.
    /// </summary>
    public bool IsCentral => isCentral;

    public override string ToString() => Connectors.Secret.Redacted;
}

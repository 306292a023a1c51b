using System.Diagnostics;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Who signs. Deliberately not a record: its text form would show the secrets.</summary>
[DebuggerDisplay(Secret.Redacted)]
internal sealed class OAuth1Credentials(string consumerKey, string consumerSecret, string? token = null, string tokenSecret = "")
{
    public string ConsumerKey { get; } = consumerKey;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ConsumerSecret { get; } = consumerSecret;

    /// <summary>The token, or the temporary credentials' identifier while a person signs in.</summary>
    public string? Token { get; } = token;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string TokenSecret { get; } = tokenSecret;

    public override string ToString() => Secret.Redacted;
}

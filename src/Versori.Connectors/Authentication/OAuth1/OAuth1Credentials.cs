using System.Diagnostics;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>
/// The credentials that sign a request. It is not a record, because the text form of a record would show the secrets.
/// </summary>
[DebuggerDisplay(Secret.Redacted)]
internal sealed class OAuth1Credentials(
    string consumerKey, string consumerSecret, string? token = null, string tokenSecret = "")
{
    public string ConsumerKey { get; } = consumerKey;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ConsumerSecret { get; } = consumerSecret;

    /// <summary>The token, or during a sign-in the temporary credentials' identifier.</summary>
    public string? Token { get; } = token;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string TokenSecret { get; } = tokenSecret;

    public override string ToString() => Secret.Redacted;
}

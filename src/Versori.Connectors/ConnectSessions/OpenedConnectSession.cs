namespace Versori.Connectors;

/// <summary>A connect session whose link was just used.</summary>
public sealed class OpenedConnectSession
{
    /// <summary>The session.</summary>
    public required ConnectSession Session { get; init; }

    /// <summary>
    /// The value that binds the session to the browser. Keep it where only this browser sends it, such as in a cookie;
    /// <see cref="IsOf"/> compares it.
    /// </summary>
    public required Secret Browser { get; init; }

    /// <summary>Whether a browser that sends this value is the one that opened the session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="browser">The value that the browser sent.</param>
    public static bool IsOf(ConnectSession session, Secret browser)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(browser);
        return SignIn.StateHash.Matches(session.BrowserHash, browser.Reveal());
    }
}

namespace Versori.Connectors;

/// <summary>The request with which the person's browser returns from the authorization server.</summary>
public sealed class SignInCallback
{
    /// <summary>The complete URI of the browser's request.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The session that the browser sent, see <see cref="BrowserSignIn.Session"/>.</summary>
    public required Secret Session { get; init; }

    /// <summary>
    /// The posted form for <see cref="OAuth2ResponseMode.FormPost"/>; otherwise <see langword="null"/>.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>>? Form { get; init; }
}

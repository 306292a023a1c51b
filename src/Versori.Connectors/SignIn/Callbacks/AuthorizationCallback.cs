namespace Versori.Connectors;

/// <summary>With what somebody came back from signing in.</summary>
public sealed class AuthorizationCallback
{
    /// <summary>The URI of the request that the person's browser made, whole.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The session that the browser brought back, see <see cref="Authorization.Session"/>.</summary>
    public required Secret Session { get; init; }

    /// <summary>The form that was posted, for <see cref="OAuth2ResponseMode.FormPost"/>; <see langword="null"/> otherwise.</summary>
    public IEnumerable<KeyValuePair<string, string>>? Form { get; init; }
}

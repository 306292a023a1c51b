namespace Versori.Connectors.Tool.Serving;

/// <summary>The address of the page.</summary>
/// <param name="Port">The port on loopback.</param>
internal sealed record PageAddress(int Port)
{
    /// <summary>The path of the Connect page.</summary>
    public const string Path = "/connect";

    /// <summary>The only host that requests may name. Vendors accept it in redirect URIs.</summary>
    public string Authority => $"localhost:{Port}";

    /// <summary>The origin.</summary>
    public Uri Origin => new($"http://{Authority}");

    /// <summary>The name of the cookie. Cookies do not differ by port, so the name does.</summary>
    public string CookieName => $"versori-connectors-{Port}";

    /// <summary>The link with the token.</summary>
    public string Link(string token) => $"http://{Authority}/?{LinkPages.TokenName}={token}";
}

using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore;

/// <summary>The settings of the Connect page and its endpoints.</summary>
public sealed class ConnectOptions
{
    /// <summary>The title of the pages. Default: the text <c>title</c> of the visitor's language.</summary>
    public string? Title { get; set; }

    /// <summary>
    /// The host's address as browsers have it, such as <c>https://app.example.com</c>. Redirect URIs of sign-ins are
    /// made from it. Default: <see langword="null"/>, the address of the request, which is only allowed in Development
    /// or with a list of allowed hosts (<c>AllowedHosts</c>); behind a proxy the host then needs
    /// <c>UseForwardedHeaders</c>.
    /// </summary>
    public Uri? PublicUri { get; set; }

    /// <summary>
    /// The authorization policy of administrators, who manage the host's own connections and see those of all owners.
    /// Default: <see langword="null"/>, nobody is an administrator.
    /// </summary>
    public string? AdministratorPolicy { get; set; }

    /// <summary>
    /// The claim types that identify the owner, the first one that is present counts. Default: <c>sub</c>, then the
    /// name identifier.
    /// </summary>
    public IList<string> OwnerClaims { get; } = ["sub", System.Security.Claims.ClaimTypes.NameIdentifier];

    /// <summary>
    /// Origins that a person may be returned to, such as <c>https://www.example.com</c>. Paths of this host are always
    /// allowed. Default: none.
    /// </summary>
    public IList<string> ReturnOrigins { get; } = [];

    /// <summary>
    /// Origins that may show the pages in a frame (<c>frame-ancestors</c>), or <c>'self'</c>. Default: none.
    /// </summary>
    public IList<string> FrameAncestors { get; } = [];

    /// <summary>
    /// Paths of the host's own style sheets, on the same origin, such as <c>/brand.css</c>. They can set the variables
    /// of the pages, such as <c>--vc-accent</c>. Default: none.
    /// </summary>
    public IList<string> StyleSheets { get; } = [];

    /// <summary>
    /// Texts by language tag, such as <c>fr</c>. They are added to the built-in languages English and German; a text
    /// that is missing is in English.
    /// </summary>
    public IDictionary<string, IReadOnlyDictionary<string, string>> Languages { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Chooses the language tag for a request. Default: <see langword="null"/>, the browser's preferred language.
    /// </summary>
    public Func<HttpContext, string?>? Language { get; set; }

    /// <summary>
    /// Chooses the time zone for a request. Default: <see langword="null"/>, the browser's time zone; without script,
    /// UTC.
    /// </summary>
    public Func<HttpContext, TimeZoneInfo?>? TimeZone { get; set; }

    /// <summary>The pages that the host shows instead of the built-in ones. Default: none.</summary>
    public ConnectPages Pages { get; } = new();

    /// <summary>How many connections a list shows at once. Default: 50; from 1 to 200.</summary>
    public int PageSize { get; set; } = 50;
}

using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore;

/// <summary>
/// A page that is about to be sent: the request was authorized, ids in it were checked, and what it asks for was done.
/// </summary>
public sealed class ConnectPage
{
    internal ConnectPage(HttpContext httpContext) => HttpContext = httpContext;

    /// <summary>Which page it is.</summary>
    public required ConnectPageKind Kind { get; init; }

    /// <summary>
    /// The request. Its route values name what the page is about (<c>connector</c>, <c>id</c>), a posted form has what
    /// the person entered. The security headers of the response are set, and a result can change them.
    /// </summary>
    public HttpContext HttpContext { get; }

    /// <summary>The status code of the response, such as 422 for a form with errors.</summary>
    public required int Status { get; init; }

    /// <summary>The heading, as plain text in the visitor's language.</summary>
    public required string Title { get; init; }

    /// <summary>The language tag of the texts, such as <c>de</c>.</summary>
    public required string Language { get; init; }

    /// <summary>
    /// The built-in content below the heading, with its forms and links. It is markup in which all values are encoded,
    /// and needs the style sheet and the script.
    /// </summary>
    public required IHtmlContent Content { get; init; }

    /// <summary>What was wrong with a form, for the places that the locations name. Empty if nothing was.</summary>
    public IReadOnlyList<ConnectorError> Errors { get; init; } = [];

    /// <summary>
    /// The path of the overview, or of the connect session, without a slash at its end. Other pages are below it.
    /// </summary>
    public required string BasePath { get; init; }

    /// <summary>The path of the built-in style sheet; it never changes its content.</summary>
    public required string StyleSheet { get; init; }

    /// <summary>The path of the built-in script, an ES module; it never changes its content.</summary>
    public required string Script { get; init; }
}

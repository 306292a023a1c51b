using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Texts;
using Versori.Connectors.AspNetCore.Visitors;

namespace Versori.Connectors.AspNetCore.Pipeline;

/// <summary>One request to a page or an endpoint of the web face.</summary>
internal sealed class ConnectContext(HttpContext http, string rootPath, ConnectTexts texts, Visitor? visitor)
{
    public HttpContext Http => http;

    /// <summary>The path of the Connect page, without a slash at its end.</summary>
    public string RootPath => rootPath;

    /// <summary>The path that the visitor's pages are below: the root, or that of a connect session.</summary>
    public string BasePath => visitor?.Session is { } session ? $"{rootPath}/sessions/{session.Id}" : rootPath;

    public ConnectTexts Texts => texts;

    /// <summary>The visitor of an endpoint that needs one.</summary>
    public Visitor Visitor => visitor ?? throw new InvalidOperationException("The endpoint has no visitor.");

    /// <summary>The page that the request's route shows.</summary>
    public ConnectPageKind Page { get; init; } = ConnectPageKind.Problem;

    public bool HasVisitor => visitor is not null;

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The same request, made by a visitor.</summary>
    public ConnectContext For(Visitor found) => new(http, rootPath, texts, found) { Page = Page };

    /// <summary>The name and value of the antiforgery field of a form; the cookie is set with it.</summary>
    public (string Name, string Value) CreateFormToken()
    {
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        return (tokens.FormFieldName, tokens.RequestToken!);
    }

    public string? Query(string name) => http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public string? RouteText(string name) => http.GetRouteValue(name) as string;

    /// <summary>A path below the visitor's pages; parts are encoded.</summary>
    public string Url(params ReadOnlySpan<string> parts) => Path(BasePath, parts);

    /// <summary>A path below the Connect page, also in a connect session.</summary>
    public string RootUrl(params ReadOnlySpan<string> parts) => Path(rootPath, parts);

    private static string Path(string path, ReadOnlySpan<string> parts)
    {
        foreach (var part in parts) path += "/" + Uri.EscapeDataString(part);
        return path.Length == 0 ? "/" : path;
    }
}

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Texts;
using Versori.Connectors.AspNetCore.Visitors;

namespace Versori.Connectors.AspNetCore.Pipeline;

/// <summary>One request to a page or an endpoint of the web face.</summary>
internal sealed class ConnectContext(HttpContext http, string basePath, ConnectTexts texts, Visitor? visitor)
{
    public HttpContext Http => http;

    /// <summary>The path of the Connect page, without a slash at its end.</summary>
    public string BasePath => basePath;

    public ConnectTexts Texts => texts;

    /// <summary>The visitor of an endpoint that needs one.</summary>
    public Visitor Visitor => visitor ?? throw new InvalidOperationException("The endpoint has no visitor.");

    public bool HasVisitor => visitor is not null;

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The name and value of the antiforgery field of a form; the cookie is set with it.</summary>
    public (string Name, string Value) CreateFormToken()
    {
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        return (tokens.FormFieldName, tokens.RequestToken!);
    }

    public string? Query(string name) => http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public string? RouteText(string name) => http.GetRouteValue(name) as string;

    /// <summary>A path below the Connect page; parts are encoded.</summary>
    public string Url(params ReadOnlySpan<string> parts)
    {
        var path = basePath;
        foreach (var part in parts) path += "/" + Uri.EscapeDataString(part);
        return path.Length == 0 ? "/" : path;
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Endpoints;

/// <summary>The endpoints that a connection can call: what each needs, and a test of each.</summary>
internal sealed class EndpointPages(
    ConnectorAccess access, EndpointTrial trial, PageLayout layout, ProblemWriter problems)
{
    private const int PageSize = 100;

    public async Task<IResult> ListAsync(ConnectContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } target) return problems.NotFound(context);
        var skip = int.TryParse(context.Query("skip"), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : 0;
        var endpoints = target.Definition.Endpoints;
        var shown = endpoints.Skip(skip).Take(PageSize).ToArray();
        var title = context.Texts.Format("endpoints.title", target.Connection.Name);
        return layout.Page(context, StatusCodes.Status200OK, title, html =>
        {
            html.Write($"<div class=\"wide\"><table><thead><tr>");
            html.Write($"<th scope=\"col\">{context.Texts["endpoints.name"]}</th>");
            html.Write($"<th scope=\"col\">{context.Texts["endpoints.scopes"]}</th>");
            html.Write($"<th scope=\"col\">{context.Texts["endpoints.test"]}</th></tr></thead><tbody>");
            foreach (var endpoint in shown) WriteRow(html, context, target, endpoint);
            html.Write($"</tbody></table></div>");
            if (skip + PageSize >= endpoints.Count) return;
            var next = context.Url("connections", target.Connection.Id.ToString(), "endpoints");
            html.Write($"<p><a class=\"button\" href=\"{next}?skip={skip + PageSize}\">");
            html.Write($"{context.Texts["more"]}</a></p>");
        });
    }

    public async Task<IResult> ShowTestAsync(ConnectContext context)
    {
        if (await FindEndpointAsync(context).ConfigureAwait(false) is not { } target) return problems.NotFound(context);
        return Show(context, target, EndpointTrial.ExampleOf(target), result: null);
    }

    public async Task<IResult> TestAsync(ConnectContext context)
    {
        if (await FindEndpointAsync(context).ConfigureAwait(false) is not { } target) return problems.NotFound(context);
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        var arguments = form["arguments"].ToString();
        var isConfirmed = form["confirm"] == "yes";
        var result = await trial.RunAsync(target, arguments, isConfirmed, context).ConfigureAwait(false);
        return Show(context, target, arguments, result);
    }

    private async Task<EndpointTarget?> FindAsync(ConnectContext context)
    {
        var connection = await access.FindConnectionAsync(context.Visitor, context.RouteText("id"), context.Aborted)
            .ConfigureAwait(false);
        if (connection is null) return null;
        var connector = await access.FindAsync(context.Visitor, connection.ConnectorId.Value, context.Aborted)
            .ConfigureAwait(false);
        return connector is null ? null : new(connector.Definition!, connection, Endpoint: null);
    }

    private async Task<EndpointTarget?> FindEndpointAsync(ConnectContext context)
    {
        var target = await FindAsync(context).ConfigureAwait(false);
        var id = context.Query("endpoint");
        var endpoint = target?.Definition.Endpoints.FirstOrDefault(found => found.Id == id);
        return endpoint is null ? null : target! with { Endpoint = endpoint };
    }

    private static void WriteRow(
        HtmlWriter html, ConnectContext context, EndpointTarget target, ConnectorEndpoint endpoint)
    {
        var scopes = EndpointScopes.Of(target.Definition, endpoint, target.Connection);
        html.Write($"<tr><th scope=\"row\"><code>{endpoint.Method} {endpoint.Path}</code>");
        if (endpoint.Summary is { } summary) html.Write($"<span class=\"help\">{summary}</span>");
        html.Write($"</th><td>");
        foreach (var scope in scopes.Needed)
        {
            var isMissing = scopes.Missing.Contains(scope, StringComparer.Ordinal);
            html.Write($"<span class=\"badge {(isMissing ? "bad" : "good")}\">{scope}");
            if (isMissing) html.Write($" – {context.Texts["endpoints.missing"]}");
            html.Write($"</span> ");
        }

        var url = context.Url("connections", target.Connection.Id.ToString(), "test");
        html.Write($"</td><td><a class=\"button\" href=\"{url}?endpoint={Uri.EscapeDataString(endpoint.Id)}\" ");
        html.Write($"aria-label=\"{context.Texts["endpoints.test"]}: {endpoint.Method} {endpoint.Path}\">");
        html.Write($"{context.Texts["endpoints.test"]}</a></td></tr>");
    }

    private PageResult Show(ConnectContext context, EndpointTarget target, string arguments, TrialResult? result)
    {
        var texts = context.Texts;
        var endpoint = target.Endpoint!;
        var status = result is { IsInvalid: true }
            ? StatusCodes.Status422UnprocessableEntity
            : StatusCodes.Status200OK;
        return layout.Page(context, status, $"{endpoint.Method} {endpoint.Path}", html =>
        {
            if (result is not null) TrialResultWriter.Write(html, result, texts);
            if (endpoint.Summary is { } summary) html.Write($"<p>{summary}</p>");
            PageForms.Begin(html, context);
            html.Write($"<p class=\"field\"><label for=\"arguments\">{texts["test.arguments"]}</label>");
            html.Write($"<span class=\"help\" id=\"arguments-help\">{texts["test.argumentsHelp"]}</span>");
            html.Write($"<textarea id=\"arguments\" name=\"arguments\" rows=\"10\" spellcheck=\"false\" ");
            html.Write($"aria-describedby=\"arguments-help\">{arguments}</textarea></p>");
            if (!EndpointTrial.IsSafe(endpoint))
            {
                html.Write($"<p class=\"choice\">");
                html.Write($"<input type=\"checkbox\" id=\"confirm\" name=\"confirm\" value=\"yes\">");
                html.Write($"<label for=\"confirm\">{texts["test.confirm"]}</label></p>");
            }

            html.Write($"<div class=\"actions\"><button class=\"primary\">{texts["endpoints.test"]}</button>");
            html.Write($"<a href=\"{context.Url("connections", target.Connection.Id.ToString(), "endpoints")}\">");
            html.Write($"{texts["cancel"]}</a></div></form>");
        });
    }
}

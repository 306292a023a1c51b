using System.Globalization;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Endpoints;

/// <summary>Writes what a test of an endpoint showed.</summary>
internal static class TrialResultWriter
{
    public static void Write(HtmlWriter html, TrialResult result, ConnectTexts texts)
    {
        var kind = result.IsSuccess ? "good" : "bad";
        var role = result.IsSuccess ? "status" : "alert";
        html.Write($"<div class=\"notice {kind}\" role=\"{role}\">");
        if (result.Status is { } status)
            html.Write($"<p>{texts.Format("test.status", status.ToString(CultureInfo.InvariantCulture))}</p>");
        foreach (var message in result.Messages) html.Write($"<p>{message}</p>");
        html.Write($"</div>");
        if (result.Request is { } request) WriteRequest(html, request, texts);
        if (result.Body is not { Length: > 0 } body) return;
        html.Write($"<h2>{texts["test.response"]}</h2><pre tabindex=\"0\" role=\"region\" ");
        html.Write($"aria-label=\"{texts["test.response"]}\">");
        html.Write($"<code>{body}</code></pre>");
    }

    // Secrets are redacted in what the engine reports of a request.
    private static void WriteRequest(HtmlWriter html, SentRequest request, ConnectTexts texts)
    {
        html.Write($"<h2>{texts["test.request"]}</h2>");
        html.Write($"<pre tabindex=\"0\" role=\"region\" aria-label=\"{texts["test.request"]}\"><code>");
        html.Write($"{request.Method} {request.Url}\n");
        foreach (var (name, values) in request.Headers) html.Write($"{name}: {string.Join(", ", values)}\n");
        if (request.Body is { } body) html.Write($"\n{body}");
        html.Write($"</code></pre>");
    }
}

using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>Begins forms that are posted, and writes forms that are only a button.</summary>
internal static class PageForms
{
    /// <summary>The start of a form, with its antiforgery token.</summary>
    public static void Begin(HtmlWriter html, ConnectContext context, string url, bool hasFiles = false)
    {
        var (name, value) = context.CreateFormToken();
        html.Write($"<form method=\"post\" action=\"{url}\"");
        html.Write($"{new HtmlAttribute("enctype", hasFiles ? "multipart/form-data" : null)}>");
        WriteHidden(html, name, value);
    }

    public static void WriteHidden(HtmlWriter html, string name, string value) =>
        html.Write($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");

    /// <summary>A form with one button; its label names what the button is about.</summary>
    public static void WriteButton(
        HtmlWriter html,
        ConnectContext context,
        string url,
        string text,
        string? kind = null,
        string? describedBy = null,
        params ReadOnlySpan<(string Name, string Value)> fields)
    {
        Begin(html, context, url);
        foreach (var (name, value) in fields) WriteHidden(html, name, value);
        html.Write($"<button{new HtmlAttribute("class", kind)}{new HtmlAttribute("aria-describedby", describedBy)}>");
        html.Write($"{text}</button></form>");
    }

    public static void WriteErrors(HtmlWriter html, ConnectContext context, IReadOnlyList<ConnectorError> errors)
    {
        if (errors.Count == 0) return;
        html.Write($"<div class=\"notice bad\" role=\"alert\"><h2>{context.Texts["form.errors"]}</h2><ul>");
        foreach (var error in errors) html.Write($"<li>{error.Message}</li>");
        html.Write($"</ul></div>");
    }
}

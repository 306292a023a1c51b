using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>Begins forms that are posted, and writes forms that are only a button.</summary>
internal static class PageForms
{
    /// <summary>The start of a form, with its antiforgery token.</summary>
    /// <param name="html">The page.</param>
    /// <param name="context">The request.</param>
    /// <param name="url">Where it is posted. Default: to the page itself.</param>
    /// <param name="hasFiles">Whether it has files.</param>
    /// <param name="style">The class of its style.</param>
    public static void Begin(
        HtmlWriter html, ConnectContext context, string? url = null, bool hasFiles = false, string? style = null)
    {
        html.Write($"<form method=\"post\"{new HtmlAttribute("action", url)}{new HtmlAttribute("class", style)}");
        html.Write($"{new HtmlAttribute("enctype", hasFiles ? "multipart/form-data" : null)}>");
        WriteToken(html, context);
    }

    public static void WriteToken(HtmlWriter html, ConnectContext context)
    {
        var (name, value) = context.CreateFormToken();
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

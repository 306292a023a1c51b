using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Assets;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>The frame of every page: head, title and main part.</summary>
internal sealed class PageLayout(ConnectAssets assets, IOptions<ConnectOptions> options)
{
    public PageResult Page(ConnectContext context, int status, string title, Action<HtmlWriter> content)
    {
        var html = new HtmlWriter();
        var name = options.Value.Title ?? context.Texts["title"];
        html.Write($"<!DOCTYPE html><html lang=\"{context.Texts.Tag}\"><head><meta charset=\"utf-8\">");
        html.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Write($"<meta name=\"color-scheme\" content=\"light dark\"><title>{title} – {name}</title>");
        html.Write($"<link rel=\"icon\" href=\"data:,\">");
        html.Write($"<link rel=\"stylesheet\" href=\"{assets.Url(context, ConnectAssets.Style)}\">");
        foreach (var sheet in options.Value.StyleSheets) html.Write($"<link rel=\"stylesheet\" href=\"{sheet}\">");
        html.Write($"<script type=\"module\" src=\"{assets.Url(context, ConnectAssets.PageScript)}\"></script></head>");
        html.Write($"<body><a class=\"skip\" href=\"#main\">{context.Texts["skip"]}</a><header>");
        if (context.HasVisitor) html.Write($"<nav aria-label=\"{name}\"><a href=\"{context.Url()}\">{name}</a></nav>");
        else html.Write($"<p class=\"brand\">{name}</p>");
        html.Write($"</header><main id=\"main\" tabindex=\"-1\"><h1>{title}</h1>");
        content(html);
        html.Write($"</main></body></html>");
        return new(status, html);
    }
}

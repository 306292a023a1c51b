using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Assets;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>The frame of every page: head, title and main part.</summary>
internal sealed class PageLayout(ConnectAssets assets, IOptions<ConnectOptions> options)
{
    /// <param name="context">The request.</param>
    /// <param name="status">The status code.</param>
    /// <param name="title">The heading.</param>
    /// <param name="content">Writes what is below the heading.</param>
    /// <param name="kind">Which page it is. Default: the page of the route.</param>
    /// <param name="errors">What was wrong with a form.</param>
    public PageResult Page(
        ConnectContext context,
        int status,
        string title,
        Action<HtmlWriter> content,
        ConnectPageKind? kind = null,
        IReadOnlyList<ConnectorError>? errors = null)
    {
        var main = new HtmlWriter();
        content(main);
        var page = new ConnectPage(context.Http)
        {
            Kind = kind ?? context.Page,
            Status = status,
            Title = title,
            Language = context.Texts.Tag,
            Content = new HtmlString(main.ToString()),
            Errors = errors ?? [],
            BasePath = context.HasVisitor ? context.BasePath : context.RootPath,
            StyleSheet = assets.Url(context, ConnectAssets.Style),
            Script = assets.Url(context, ConnectAssets.PageScript),
        };
        return new(page, Whole(context, page, main), options.Value.Pages.Find(page.Kind));
    }

    private HtmlWriter Whole(ConnectContext context, ConnectPage page, HtmlWriter main)
    {
        var html = new HtmlWriter();
        var name = options.Value.Title ?? context.Texts["title"];
        html.Write($"<!DOCTYPE html><html lang=\"{page.Language}\"><head><meta charset=\"utf-8\">");
        html.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Write($"<meta name=\"color-scheme\" content=\"light dark\"><title>{page.Title} – {name}</title>");
        html.Write($"<link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"{page.StyleSheet}\">");
        foreach (var sheet in options.Value.StyleSheets) html.Write($"<link rel=\"stylesheet\" href=\"{sheet}\">");
        html.Write($"<script type=\"module\" src=\"{page.Script}\"></script></head>");
        html.Write($"<body><a class=\"skip\" href=\"#main\">{context.Texts["skip"]}</a><header>");
        if (context.HasVisitor) html.Write($"<nav aria-label=\"{name}\"><a href=\"{context.Url()}\">{name}</a></nav>");
        else html.Write($"<p class=\"brand\">{name}</p>");
        html.Write($"</header><main id=\"main\" tabindex=\"-1\"><h1>{page.Title}</h1>");
        html.Append(main);
        html.Write($"</main></body></html>");
        return html;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>The parts of a definition, each with a link to its form.</summary>
internal sealed class EditorPage(PageLayout layout)
{
    // Larger connectors are shown in steps.
    private const int MaximumItems = 100;

    public IResult Show(
        ConnectContext context,
        Connector connector,
        JsonObject definition,
        string revision,
        IReadOnlyList<ConnectorError> missing,
        ConnectorError? error = null)
    {
        var texts = context.Texts;
        var title = texts.Format("fields.title", (connector.Draft ?? connector.Definition!).Title);
        var status = error is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        return layout.Page(context, status, title, Write, ConnectPageKind.Editor);

        void Write(HtmlWriter html)
        {
            PageNotices.Write(html, context);
            if (error is not null) PageForms.WriteErrors(html, context, [error]);
            WriteMissing(html, context, connector.Id.Value, missing);
            html.Write($"<p>{texts["fields.text"]}</p><p class=\"actions\">");
            var id = connector.Id.Value;
            html.Write($"<a class=\"button primary\" href=\"{context.Url("connectors", id, "draft")}\">");
            html.Write($"{texts["fields.review"]}</a> ");
            html.Write($"<a class=\"button\" href=\"{PartUrl(context, id, "/")}\">{texts["fields.general"]}</a></p>");
            foreach (var list in new[] { "authMethods", "inputs", "endpoints" })
                WriteList(html, context, id, list, definition[list] as JsonArray ?? [], revision);
        }
    }

    // What publishing still needs, with links to the parts.
    private static void WriteMissing(
        HtmlWriter html, ConnectContext context, string id, IReadOnlyList<ConnectorError> missing)
    {
        if (missing.Count == 0) return;
        html.Write($"<div class=\"notice warn\"><h2>{context.Texts["fields.missing"]}</h2><ul>");
        foreach (var problem in missing.Take(MaximumItems))
        {
            var part = problem.Location?.Split('/') is ["", "inputs" or "authMethods" or "endpoints", var index, ..]
                ? $"/{problem.Location.Split('/')[1]}/{index}"
                : "/";
            html.Write($"<li><a href=\"{PartUrl(context, id, part)}\">{problem.Message}</a></li>");
        }

        html.Write($"</ul></div>");
    }

    private static void WriteList(
        HtmlWriter html, ConnectContext context, string id, string list, JsonArray items, string revision)
    {
        var texts = context.Texts;
        html.Write($"<section aria-labelledby=\"{list}\"><h2 id=\"{list}\">{texts[$"fields.{list}"]}</h2>");
        var first = int.TryParse(context.Query(list), NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            ? Math.Min(from, items.Count)
            : 0;
        var last = Math.Min(first + MaximumItems, items.Count);
        if (items.Count == 0) html.Write($"<p>{texts["fields.none"]}</p>");
        else html.Write($"<ul class=\"rows\">");
        for (var i = first; i < last; i++) WriteItem(html, context, id, list, (JsonObject)items[i]!, i, revision);
        if (items.Count > 0) html.Write($"</ul>");
        html.Write($"<p class=\"actions\"><a class=\"button\" href=\"{PartUrl(context, id, $"/{list}/-")}\">");
        html.Write($"{texts[$"fields.new.{list}"]}</a>");
        if (last < items.Count)
        {
            html.Write($" <a class=\"button\" href=\"{context.Url("connectors", id, "edit")}?{list}={last}#{list}\">");
            html.Write($"{texts["more"]}</a>");
        }

        html.Write($"</p></section>");
    }

    private static void WriteItem(
        HtmlWriter html, ConnectContext context, string id, string list, JsonObject item, int index, string revision)
    {
        var texts = context.Texts;
        var pointer = string.Create(CultureInfo.InvariantCulture, $"/{list}/{index}");
        html.Write($"<li class=\"row\"><h3 id=\"item-{list}-{index}\"><a href=\"{PartUrl(context, id, pointer)}\">");
        html.Write($"{NameOf(context, list, item)}</a></h3>");
        var detail = Text(item, "summary") ?? Text(item, "title") ?? Text(item, "description");
        if (detail is not null) html.Write($"<p>{detail}</p>");
        html.Write($"<div class=\"actions\">");
        PageForms.WriteButton(
            html,
            context,
            context.Url("connectors", id, "edit"),
            texts["fields.remove"],
            "danger",
            $"item-{list}-{index}",
            ("part", pointer),
            ("base", revision),
            ("do", "delete"));
        html.Write($"</div></li>");
    }

    private static string NameOf(ConnectContext context, string list, JsonObject item) => list switch
    {
        "endpoints" => $"{Text(item, "method")} {Text(item, "path")}",
        "inputs" => Text(item, "name") ?? "",
        _ => PartPage.KindTitle(Text(item, "type") ?? "", context.Texts)
            + (Text(item, "id") is { } own ? $" ({own})" : ""),
    };

    private static string? Text(JsonObject item, string name) =>
        item[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string PartUrl(ConnectContext context, string id, string part) =>
        $"{context.Url("connectors", id, "edit")}?part={Uri.EscapeDataString(part)}";
}

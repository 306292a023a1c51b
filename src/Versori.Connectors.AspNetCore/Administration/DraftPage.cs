using System.Globalization;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Administration;

/// <summary>Edits the definition of a connector as a draft: auth methods, inputs and endpoints, as JSON.</summary>
internal sealed class DraftPage(IConnectorCatalog catalog, PageLayout layout)
{
    /// <summary>What a new connector begins with.</summary>
    public const string Example = """
        {
          "id": "example",
          "title": "Example",
          "baseUrl": "https://api.example.com/",
          "inputs": [],
          "authMethods": [ { "type": "bearer" } ],
          "endpoints": [ { "id": "me", "method": "GET", "path": "/me" } ]
        }
        """;

    private const int MaximumChanges = 100;

    public async Task<IResult> ShowAsync(ConnectContext context, Connector connector)
    {
        var definition = connector.Draft ?? connector.Definition!;
        var changes = connector is { Draft: not null, Definition: not null }
            ? await catalog.CompareDraftAsync(connector.Id, context.Aborted).ConfigureAwait(false)
            : null;
        return Show(context, new()
        {
            Id = connector.Id.Value,
            Text = definition.ToJson(),
            Changes = changes,
            Revision = connector.Revision,
            IsDraft = connector.Draft is not null,
        });
    }

    public IResult Show(ConnectContext context, DraftModel model)
    {
        var texts = context.Texts;
        var status = model.Errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        var title = model.Id is null ? texts["draft.new"] : texts.Format("draft.title", model.Id);
        return layout.Page(context, status, title, Write, errors: model.Errors);

        void Write(HtmlWriter html)
        {
            WriteErrors(html, model, texts);
            if (model.Changes is { } changes) WriteChanges(html, changes, texts);
            if (model.IsDraft) WritePublish(html, context, model);
            WriteEditor(html, context, model);
            if (model.Id is null) return;
            var versions = context.Url("connectors", model.Id, "versions");
            var audit = context.Url("connectors", model.Id, "audit");
            var fields = context.Url("connectors", model.Id, "edit");
            html.Write($"<p class=\"actions\"><a class=\"button\" href=\"{fields}\">{texts["fields.show"]}</a> ");
            html.Write($"<a class=\"button\" href=\"{versions}\">{texts["versions.show"]}</a> ");
            html.Write($"<a class=\"button\" href=\"{audit}\">{texts["audit.show"]}</a></p>");
        }
    }

    public static void WriteDiff(HtmlWriter html, DefinitionDiff diff, ConnectTexts texts)
    {
        if (diff.IsEmpty)
        {
            html.Write($"<p>{texts["diff.none"]}</p>");
            return;
        }

        html.Write($"<ul>");
        foreach (var change in diff.Changes.Take(MaximumChanges))
        {
            var kind = change.Impact switch
            {
                ChangeImpact.Breaking => "bad",
                ChangeImpact.PossiblyBreaking => "warn",
                _ => "good",
            };
            html.Write($"<li><span class=\"badge {kind}\">{texts[$"impact.{change.Impact}"]}</span> ");
            html.Write($"{change.ToString()}</li>");
        }

        html.Write($"</ul>");
    }

    private static void WriteErrors(HtmlWriter html, DraftModel model, ConnectTexts texts)
    {
        if (model.Errors.Count == 0) return;
        html.Write($"<div class=\"notice bad\" role=\"alert\"><h2>{texts["form.errors"]}</h2><ul>");
        foreach (var error in model.Errors.Take(MaximumChanges)) html.Write($"<li>{error.ToString()}</li>");
        html.Write($"</ul></div>");
    }

    private static void WriteChanges(HtmlWriter html, DefinitionDiff changes, ConnectTexts texts)
    {
        html.Write($"<section aria-labelledby=\"changes\"><h2 id=\"changes\">{texts["draft.changes"]}</h2>");
        WriteDiff(html, changes, texts);
        html.Write($"</section>");
    }

    private static void WritePublish(HtmlWriter html, ConnectContext context, DraftModel model)
    {
        html.Write($"<div class=\"actions\">");
        foreach (var (action, kind) in new[] { ("publish", "primary"), ("discard", "danger") })
        {
            PageForms.WriteButton(
                html,
                context,
                context.Url("connectors", model.Id!, action),
                context.Texts[$"draft.{action}"],
                kind,
                describedBy: null,
                ("revision", RevisionOf(model)));
        }

        html.Write($"</div>");
    }

    private static string RevisionOf(DraftModel model) => model.Revision.ToString(CultureInfo.InvariantCulture);

    private static void WriteEditor(HtmlWriter html, ConnectContext context, DraftModel model)
    {
        var texts = context.Texts;
        var target = model.Id is null ? context.Url("admin", "new") : context.Url("connectors", model.Id, "draft");
        PageForms.Begin(html, context, target);
        PageForms.WriteHidden(html, "revision", RevisionOf(model));
        html.Write($"<p class=\"field\"><label for=\"definition\">{texts["draft.definition"]}</label>");
        html.Write($"<span class=\"help\" id=\"definition-help\">{texts["draft.help"]}</span>");
        html.Write($"<textarea id=\"definition\" name=\"definition\" rows=\"24\" spellcheck=\"false\" required ");
        html.Write($"aria-describedby=\"definition-help\">{model.Text}</textarea></p>");
        html.Write($"<div class=\"actions\"><button>{texts["draft.save"]}</button>");
        var back = model.Id is null ? context.Url() : context.Url("connectors", model.Id);
        html.Write($"<a href=\"{back}\">{texts["cancel"]}</a></div></form>");
    }
}

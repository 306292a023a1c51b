using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>The form of a part of a definition, and the choice of a kind for a new auth method.</summary>
internal sealed class PartPage(PageLayout layout, DefinitionSchema schema)
{
    public IResult Show(ConnectContext context, PartModel model)
    {
        var texts = context.Texts;
        var title = model.Id is null ? texts["draft.new"] : texts.Format("fields.title", model.Title);
        return layout.Page(context, model.Status, title, Write, ConnectPageKind.Editor, model.Errors);

        void Write(HtmlWriter html)
        {
            if (model.Id is not null)
                html.Write($"<p>{TitleOf(model.Part, texts)}</p>");
            var fields = new HtmlWriter();
            var writer = new FieldsWriter(fields, texts, model.Form, model.Errors);
            writer.WriteAll(FieldsOf(model), model.Part.Pointer, model.Form.Value, model.Defaults);
            WriteErrors(html, model, writer, texts);
            if (model.Part is { List: "authMethods", Type: null }) WriteKinds(html, context, model);
            else WriteForm(html, context, model, fields);
        }
    }

    /// <summary>The name of a kind of auth methods, for people.</summary>
    public static string KindTitle(string type, ConnectTexts texts) => type switch
    {
        "oauth1" => texts["method.oAuth1"],
        "oauth2" => "OAuth 2.0",
        _ => texts.Find($"method.{type}") ?? type,
    };

    private static string TitleOf(EditedPart part, ConnectTexts texts)
    {
        var name = texts[part.List.Length == 0 ? "fields.general" : $"fields.part.{part.List}"];
        return part.Type is { } type ? $"{name}: {KindTitle(type, texts)}" : name;
    }

    // Problems of fields are linked; those of other parts are listed with their places.
    private static void WriteErrors(HtmlWriter html, PartModel model, FieldsWriter writer, ConnectTexts texts)
    {
        if (model.Errors.Count == 0) return;
        html.Write($"<div class=\"notice bad\" role=\"alert\"><h2>{texts["form.errors"]}</h2><ul>");
        foreach (var error in model.Errors.Take(100))
        {
            if (writer.FindElement(error.Location) is { } element)
                html.Write($"<li><a href=\"#{element}\">{error.Message}</a></li>");
            else
                html.Write($"<li>{error.ToString()}</li>");
        }

        html.Write($"</ul></div>");
    }

    private void WriteKinds(HtmlWriter html, ConnectContext context, PartModel model)
    {
        html.Write($"<p>{context.Texts["fields.chooseKind"]}</p><ul class=\"cards\">");
        foreach (var method in schema.Methods.Values)
        {
            var url = $"{Url(context, model)}?part={Uri.EscapeDataString(model.Part.Name)}&type={method.Type}";
            html.Write($"<li class=\"card\"><h2><a href=\"{url}\">{KindTitle(method.Type, context.Texts)}</a></h2>");
            html.Write($"<p{new HtmlAttribute("lang", context.Texts.Tag == "en" ? null : "en")}>");
            html.Write($"{method.Description}</p></li>");
        }

        html.Write($"</ul>");
    }

    private static void WriteForm(HtmlWriter html, ConnectContext context, PartModel model, HtmlWriter fields)
    {
        var texts = context.Texts;
        PageForms.Begin(html, context, Url(context, model));
        PageForms.WriteHidden(html, "part", model.Part.Name);
        PageForms.WriteHidden(html, "base", model.Base);
        if (model.Part.Type is { } type) PageForms.WriteHidden(html, "type", type);
        // The first button is that of the key Enter.
        html.Write($"<p class=\"actions\"><button class=\"primary\" name=\"do\" value=\"save\">{texts["fields.save"]}");
        html.Write($"</button></p>");
        html.Append(fields);
        var back = model.Id is null ? context.Url() : context.Url("connectors", model.Id, "edit");
        html.Write($"<div class=\"actions\"><button class=\"primary\" name=\"do\" value=\"save\">");
        html.Write($"{texts["fields.save"]}</button><a href=\"{back}\">{texts["cancel"]}</a></div></form>");
        if (model.Id is null)
            html.Write($"<p><a href=\"{context.Url("admin", "new")}\">{texts["fields.asJson"]}</a></p>");
    }

    // The id of a connector never changes.
    private static IReadOnlyList<SchemaField> FieldsOf(PartModel model) => model is { Id: not null, Part.List: "" }
        ? [.. model.Part.Fields.Where(field => field.Name != "id")]
        : model.Part.Fields;

    private static string Url(ConnectContext context, PartModel model) => model.Id is null
        ? context.Url("admin", "connector")
        : context.Url("connectors", model.Id, "edit");
}

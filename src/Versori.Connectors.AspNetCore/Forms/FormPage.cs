using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Forms;

/// <summary>
/// Shows the form of an auth method: the connection's name, the connector's inputs, the method's fields.
/// </summary>
internal sealed class FormPage(PageLayout layout)
{
    public IResult Show(ConnectContext context, ConnectFormModel model)
    {
        var status = model.Errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        var title = context.Texts.Format(
            model.Existing is null ? "form.title" : "form.reconnectTitle", model.Definition.Title);
        return layout.Page(context, status, title, html => Write(html, context, model), errors: model.Errors);
    }

    private static void Write(HtmlWriter html, ConnectContext context, ConnectFormModel model)
    {
        var texts = context.Texts;
        WriteErrors(html, model, texts);
        if (model.Form.Parts is [{ Method.Description: { } description }, ..]) html.Write($"<p>{description}</p>");
        PageForms.Begin(html, context, hasFiles: FormFields.HasFiles(model.Form));
        if (model.ReturnUrl is not null) PageForms.WriteHidden(html, FieldNames.Return, model.ReturnUrl);
        if (model.Existing is null) WriteName(html, model, texts);
        FormFields.WriteInputs(html, model, texts);
        foreach (var part in model.Form.Parts) FormFields.WritePart(html, model, part, texts);
        if (model.Existing is null)
        {
            WriteChoice(html, FieldNames.IsDefault, texts["form.default"], model.Submitted);
            if (context.Visitor.IsAdministrator)
                WriteChoice(html, FieldNames.ForHost, texts["form.forHost"], model.Submitted);
        }

        html.Write($"<div class=\"actions\"><button class=\"primary\">{texts[ButtonText(model.Form.Kind)]}</button>");
        var back = context.Url("connectors", model.Connector.Id.Value);
        html.Write($"<a href=\"{back}\">{texts["cancel"]}</a></div></form>");
    }

    private static void WriteErrors(HtmlWriter html, ConnectFormModel model, ConnectTexts texts)
    {
        if (model.Errors.Count == 0) return;
        html.Write($"<div class=\"notice bad\" role=\"alert\"><h2>{texts["form.errors"]}</h2><ul>");
        foreach (var error in model.Errors)
        {
            if (FormFields.FindField(model, error.Location) is { } field)
                html.Write($"<li><a href=\"#{field}\">{error.Message}</a></li>");
            else
                html.Write($"<li>{error.Message}</li>");
        }

        html.Write($"</ul></div>");
    }

    private static void WriteName(HtmlWriter html, ConnectFormModel model, ConnectTexts texts)
    {
        var value = model.Submitted is { } submitted ? submitted[FieldNames.Name] : model.SuggestedName;
        html.Write($"<p class=\"field\"><label for=\"name\">{texts["form.name"]}</label>");
        html.Write($"<span class=\"help\" id=\"name-help\">{texts["form.nameHelp"]}</span>");
        html.Write($"<input id=\"name\" name=\"{FieldNames.Name}\" value=\"{value}\" required maxlength=\"200\" ");
        html.Write($"autocomplete=\"off\" aria-describedby=\"name-help\"></p>");
    }

    private static void WriteChoice(HtmlWriter html, string name, string text, SubmittedForm? submitted)
    {
        var isChecked = submitted?.IsChecked(name) is true;
        html.Write($"<p class=\"choice\"><input type=\"checkbox\" id=\"{name}\" name=\"{name}\" value=\"yes\"");
        html.Write($"{new HtmlFlag("checked", isChecked)}><label for=\"{name}\">{text}</label></p>");
    }

    private static string ButtonText(ConnectFormKind kind) => kind switch
    {
        ConnectFormKind.SignIn => "form.signIn",
        ConnectFormKind.Device => "form.device",
        _ => "form.connect",
    };
}

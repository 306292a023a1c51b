using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Forms;

/// <summary>Writes the fields of a form: inputs of the connector, and fields of auth methods.</summary>
internal static class FormFields
{
    public static bool HasFiles(ConnectForm form) => form.Parts.Any(part => part.Method is ClientCertificateAuth);

    public static void WriteInputs(HtmlWriter html, ConnectFormModel model, ConnectTexts texts)
    {
        foreach (var input in model.Definition.Inputs)
        {
            var name = FieldNames.Input(input.Name);
            var value = model.Submitted?[name]
                ?? model.Existing?.Snapshot.Inputs.GetValueOrDefault(input.Name)
                ?? input.Default;
            var isRequired = input.Required && input.Default is null;
            WriteLabel(html, name, input.Title ?? input.Name, input.Description, isRequired, texts);
            if (input.AllowedValues.Count > 0) WriteOptions(html, name, value, input, texts);
            else WriteInput(html, model, name, value, input, isRequired);
            html.Write($"</p>");
        }
    }

    public static void WritePart(HtmlWriter html, ConnectFormModel model, ConnectFormPart part, ConnectTexts texts)
    {
        if (part.Fields.Count == 0) return;
        html.Write($"<fieldset><legend>{MethodTitle(part.Method, texts)}</legend>");
        foreach (var field in part.Fields.Where(field => field.Required)) WriteField(html, model, part, field, texts);
        var optional = part.Fields.Where(field => !field.Required).ToArray();
        if (optional.Length > 0)
        {
            var isOpen = optional.Any(field => HasError(model, part, field));
            var summary = model.Form.Kind == ConnectFormKind.Credential ? "form.more" : "form.ownClient";
            html.Write($"<details{new HtmlFlag("open", isOpen)}><summary>{texts[summary]}</summary>");
            foreach (var field in optional) WriteField(html, model, part, field, texts);
            html.Write($"</details>");
        }

        html.Write($"</fieldset>");
    }

    /// <summary>The id of the element that an error is about.</summary>
    public static string? FindField(ConnectFormModel model, string? location)
    {
        if (location == FieldNames.Name) return FieldNames.Name;
        if (model.Definition.Inputs.FirstOrDefault(input => input.Name == location) is { } found)
            return FieldNames.Input(found.Name);
        return model.Form.Parts
            .SelectMany(part => part.Fields.Where(field => field.Name == location)
                .Select(field => FieldNames.Of(part, field)))
            .FirstOrDefault();
    }

    public static string MethodTitle(AuthMethod method, ConnectTexts texts) =>
        method.Title ?? texts.Find($"method.{KindOf(method)}") ?? method.Id;

    public static string FormTitle(ConnectForm form, ConnectTexts texts) => form.Parts.Count == 0
        ? texts["method.no"]
        : string.Join(" + ", form.Parts.Select(part => MethodTitle(part.Method, texts)));

    private static string KindOf(AuthMethod method)
    {
        var name = method.GetType().Name[..^"Auth".Length];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static void WriteField(
        HtmlWriter html, ConnectFormModel model, ConnectFormPart part, CredentialField field, ConnectTexts texts)
    {
        var name = FieldNames.Of(part, field);
        var isLong = IsLong(field);
        var title = field.Title ?? texts.Find($"field.{field.Name}") ?? field.Name;
        var help = field.Description ?? texts.Find($"help.{field.Name}");
        WriteLabel(html, name, title, help, field.Required, texts);
        var describedBy = new HtmlAttribute("aria-describedby", help is null ? null : $"{name}-help");
        var isInvalid = new HtmlAttribute("aria-invalid", HasError(model, part, field) ? "true" : null);
        // HTTP Basic authentication allows an empty user name or password.
        var required = new HtmlFlag("required", field.Required && part.Method is not BasicAuth);
        if (part.Method is ClientCertificateAuth && field.Name == "certificate")
        {
            html.Write($"<input type=\"file\" id=\"{name}\" name=\"{name}\" accept=\".pem,.crt,.cer,.p12,.pfx\"");
            html.Write($"{required}{describedBy}{isInvalid}></p>");
        }
        else if (isLong)
        {
            html.Write($"<textarea id=\"{name}\" name=\"{name}\" rows=\"6\" spellcheck=\"false\" autocomplete=\"off\"");
            html.Write($"{required}{describedBy}{isInvalid}></textarea></p>");
        }
        else
        {
            var value = field.IsVisible ? model.Submitted?[name] : null;
            html.Write($"<input type=\"{(field.IsVisible ? "text" : "password")}\" id=\"{name}\" name=\"{name}\" ");
            html.Write($"autocomplete=\"{(field.IsVisible ? "off" : "new-password")}\" spellcheck=\"false\"");
            html.Write($"{new HtmlAttribute("value", value)}{required}{describedBy}{isInvalid}></p>");
        }
    }

    private static void WriteInput(
        HtmlWriter html, ConnectFormModel model, string name, string? value, ConnectorInput input, bool isRequired)
    {
        var isInvalid = model.Errors.Any(error => error.Location == input.Name);
        html.Write($"<input id=\"{name}\" name=\"{name}\" autocomplete=\"off\"{new HtmlAttribute("value", value)}");
        html.Write($"{new HtmlAttribute("pattern", input.Pattern)}{new HtmlFlag("required", isRequired)}");
        html.Write($"{new HtmlAttribute("title", input.Pattern is null ? null : input.Description ?? input.Pattern)}");
        html.Write($"{new HtmlAttribute("aria-describedby", input.Description is null ? null : $"{name}-help")}");
        html.Write($"{new HtmlAttribute("aria-invalid", isInvalid ? "true" : null)}>");
    }

    private static void WriteOptions(
        HtmlWriter html, string name, string? value, ConnectorInput input, ConnectTexts texts)
    {
        html.Write($"<select id=\"{name}\" name=\"{name}\"{new HtmlFlag("required", input.Required)}");
        html.Write($"{new HtmlAttribute("aria-describedby", input.Description is null ? null : $"{name}-help")}>");
        if (value is null) html.Write($"<option value=\"\">{texts["form.choose"]}</option>");
        foreach (var option in input.AllowedValues)
        {
            html.Write($"<option value=\"{option}\"{new HtmlFlag("selected", option == value)}>{option}</option>");
        }

        html.Write($"</select>");
    }

    private static void WriteLabel(
        HtmlWriter html, string name, string title, string? help, bool isRequired, ConnectTexts texts)
    {
        html.Write($"<p class=\"field\"><label for=\"{name}\">{title}");
        if (!isRequired) html.Write($" <span class=\"optional\">{texts["form.optional"]}</span>");
        html.Write($"</label>");
        if (help is not null) html.Write($"<span class=\"help\" id=\"{name}-help\">{help}</span>");
    }

    private static bool HasError(ConnectFormModel model, ConnectFormPart part, CredentialField field) =>
        model.Errors.Any(error => error.Location == field.Name
            && FindField(model, error.Location) == FieldNames.Of(part, field));

    private static bool IsLong(CredentialField field) =>
        field.Name is "privateKey" or "certificate" or "certificateAuthorities" or "assertion";
}

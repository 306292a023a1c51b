using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>Writes the fields of a part, each with its problems.</summary>
internal sealed class FieldsWriter(
    HtmlWriter html, ConnectTexts texts, PartForm form, IReadOnlyList<ConnectorError> errors)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>
    /// The element that an error is about: the field, or the nearest one around it; null if it is not of these fields.
    /// </summary>
    public string? FindElement(string? location)
    {
        for (var id = location ?? ""; id.Length > 0; id = id[..Math.Max(id.LastIndexOf('/'), 0)])
        {
            if (_ids.Contains(id)) return id;
        }

        return null;
    }

    /// <summary>The settings of a part: the usual ones, then those that are seldom needed.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="pointer">The pointer of what they belong to.</param>
    /// <param name="value">The values.</param>
    /// <param name="defaults">The values that the format assumes; they count as none.</param>
    public void WriteAll(
        IReadOnlyList<SchemaField> fields, string pointer, JsonObject value, JsonObject? defaults = null)
    {
        var isShown = fields.ToLookup(field => FieldLabels.IsUsual(field)
            || IsSet(value[field.Name], defaults?[field.Name]) || ErrorsBelow($"{pointer}/{field.Name}"));
        foreach (var field in isShown[true]) Write(field, pointer, value, defaults);
        if (!isShown[false].Any()) return;
        html.Write($"<details><summary>{texts["fields.more"]}</summary>");
        foreach (var field in isShown[false]) Write(field, pointer, value, defaults);
        html.Write($"</details>");
    }

    private static bool IsSet(JsonNode? value, JsonNode? assumed) =>
        value is not null && !JsonNode.DeepEquals(value, assumed);

    private void Write(SchemaField field, string owner, JsonObject value, JsonObject? defaults)
    {
        var pointer = $"{owner}/{field.Name}";
        var node = value[field.Name];
        _ids.Add(pointer);
        var kind = form.Unread(pointer) is null ? FieldValues.KindOf(field, node) : field.Kind;
        WriteMarks(field, kind, pointer, node);
        switch (kind)
        {
            case SchemaFieldKind.Group:
                WriteGroup(field, pointer, node as JsonObject, defaults?[field.Name] as JsonObject);
                break;
            case SchemaFieldKind.List:
                WriteList(field, pointer, node as JsonArray ?? []);
                break;
            case SchemaFieldKind.Kept:
                html.Write($"<p>{Label(field).Text}: {texts["fields.kept"]}</p>");
                break;
            default:
                WriteField(field, kind, pointer, node);
                break;
        }
    }

    // How the field is read, if not as its kind.
    private void WriteMarks(SchemaField field, SchemaFieldKind kind, string pointer, JsonNode? node)
    {
        if (kind == SchemaFieldKind.Json && field.Kind != SchemaFieldKind.Json)
            PageForms.WriteHidden(html, PostedPart.JsonMark + pointer, "yes");
        if (kind == SchemaFieldKind.Kept) PageForms.WriteHidden(html, PostedPart.KeptMark + pointer, "yes");
        var isEmpty = node is JsonArray { Count: 0 } or JsonObject { Count: 0 }
            || (node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>().Length == 0);
        if (isEmpty) PageForms.WriteHidden(html, PostedPart.EmptyMark + pointer, "yes");
    }

    private void WriteGroup(SchemaField field, string pointer, JsonObject? value, JsonObject? defaults)
    {
        // A checkbox has the id of a group that can be left out.
        html.Write($"<fieldset{new HtmlAttribute("id", field.IsNullable ? null : pointer)}");
        html.Write($"{DescribedBy(field, pointer)}><legend{Language(field)}>{Label(field).Text}</legend>");
        WriteHelp(field, pointer);
        WriteErrors(pointer);
        if (field.IsNullable)
        {
            html.Write($"<p class=\"choice\"><input type=\"checkbox\" id=\"{pointer}\" name=\"{pointer}\" ");
            html.Write($"value=\"yes\"{new HtmlFlag("checked", value is not null)}>");
            html.Write($"<label for=\"{pointer}\">{texts["fields.use"]}</label></p>");
        }

        var isOpen = IsSet(value, defaults) || ErrorsBelow(pointer);
        html.Write($"<details{new HtmlFlag("open", isOpen)}><summary>{texts["fields.settings"]} ");
        html.Write($"<span class=\"vh\">{Label(field).Text}</span></summary>");
        // A group may be left out, so that a browser must not insist on its fields.
        foreach (var inner in field.Fields)
            Write(inner with { IsRequired = false }, pointer, value ?? [], defaults);
        html.Write($"</details></fieldset>");
    }

    private void WriteList(SchemaField field, string pointer, JsonArray items)
    {
        html.Write($"<fieldset id=\"{pointer}\"{DescribedBy(field, pointer)}><legend{Language(field)}>");
        html.Write($"{Label(field).Text}</legend>");
        WriteHelp(field, pointer);
        WriteErrors(pointer);
        for (var i = 0; i < items.Count; i++)
        {
            var item = $"{pointer}/{i.ToString(CultureInfo.InvariantCulture)}";
            var title = $"{Label(field).Text} {i + 1}";
            html.Write($"<fieldset class=\"item\"><legend>{title}</legend>");
            PageForms.WriteHidden(html, pointer, i.ToString(CultureInfo.InvariantCulture));
            WriteErrors(item);
            WriteAll(field.Fields, item, (JsonObject)items[i]!);
            html.Write($"<p><button name=\"do\" value=\"remove:{item}\" formnovalidate>{texts["fields.remove"]} ");
            html.Write($"<span class=\"vh\">{title}</span></button></p></fieldset>");
        }

        html.Write($"<p><button name=\"do\" value=\"add:{pointer}\" formnovalidate>{texts["fields.add"]} ");
        html.Write($"<span class=\"vh\">{Label(field).Text}</span></button></p></fieldset>");
    }

    private void WriteField(SchemaField field, SchemaFieldKind kind, string pointer, JsonNode? node)
    {
        html.Write($"<p class=\"field\"><label for=\"{pointer}\"{Language(field)}>{Label(field).Text}");
        if (!field.IsRequired) html.Write($" <span class=\"optional\">{texts["form.optional"]}</span>");
        html.Write($"</label>");
        WriteHelp(field, pointer);
        WriteErrors(pointer, isWhole: true);
        var text = form.Unread(pointer) ?? FieldValues.TextOf(kind, node);
        var invalid = new HtmlAttribute("aria-invalid", ErrorsBelow(pointer) ? "true" : null);
        var required = new HtmlFlag("required", field.IsRequired && kind is not SchemaFieldKind.Json);
        html.Write($"{new HtmlText(Open(kind))} id=\"{pointer}\" name=\"{pointer}\"{required}{invalid}");
        html.Write($"{DescribedBy(field, pointer)}");
        if (kind is SchemaFieldKind.Choice or SchemaFieldKind.YesNo) WriteOptions(field, kind, text);
        else if (kind is SchemaFieldKind.Text or SchemaFieldKind.Number)
            html.Write($" value=\"{text}\" autocomplete=\"off\" spellcheck=\"false\">");
        else
            html.Write($" rows=\"{RowsOf(text)}\" spellcheck=\"false\">\n{text}</textarea>");
        html.Write($"</p>");
    }

    private void WriteOptions(SchemaField field, SchemaFieldKind kind, string chosen)
    {
        html.Write($">");
        if (!field.IsRequired || chosen.Length == 0)
            html.Write($"<option value=\"\">{texts[field.IsRequired ? "form.choose" : "fields.default"]}</option>");
        foreach (var option in kind == SchemaFieldKind.YesNo ? ["true", "false"] : field.Options)
        {
            var text = kind == SchemaFieldKind.YesNo ? texts[$"fields.{option}"] : option;
            html.Write($"<option value=\"{option}\"{new HtmlFlag("selected", option == chosen)}>{text}</option>");
        }

        html.Write($"</select>");
    }

    private void WriteHelp(SchemaField field, string pointer)
    {
        var format = field.Kind switch
        {
            SchemaFieldKind.Lines => texts["fields.lines"],
            SchemaFieldKind.Pairs => texts["fields.pairs"],
            SchemaFieldKind.Json => texts["fields.json"],
            _ => null,
        };
        if (field.Description is null && format is null) return;
        html.Write($"<span class=\"help\" id=\"{pointer}-help\">");
        var language = new HtmlAttribute("lang", texts.Tag == "en" ? null : "en");
        if (field.Description is not null) html.Write($"<span{language}>{field.Description}</span> ");
        html.Write($"{format}</span>");
    }

    // A field that is edited as a whole also has the problems of the values in it.
    private void WriteErrors(string pointer, bool isWhole = false)
    {
        var found = errors.Where(error => error.Location == pointer || (isWhole && IsBelow(error, pointer))).ToArray();
        if (found.Length == 0) return;
        html.Write($"<span class=\"error\" id=\"{pointer}-error\">");
        html.Write($"{string.Join(' ', found.Select(error => error.Message))}</span>");
    }

    private HtmlAttribute DescribedBy(SchemaField field, string pointer)
    {
        var hasHelp = field.Description is not null
            || field.Kind is SchemaFieldKind.Lines or SchemaFieldKind.Pairs or SchemaFieldKind.Json;
        var ids = (hasHelp ? $"{pointer}-help " : "") + (HasErrors(field, pointer) ? $"{pointer}-error" : "");
        return new("aria-describedby", ids.Length == 0 ? null : ids.Trim());
    }

    private bool HasErrors(SchemaField field, string pointer) =>
        field.Kind is SchemaFieldKind.Group or SchemaFieldKind.List
            ? errors.Any(error => error.Location == pointer)
            : ErrorsBelow(pointer);

    private bool ErrorsBelow(string pointer) =>
        errors.Any(error => error.Location == pointer || IsBelow(error, pointer));

    private static bool IsBelow(ConnectorError error, string pointer) =>
        error.Location?.StartsWith(pointer + "/", StringComparison.Ordinal) is true;

    private (string Text, bool IsTranslated) Label(SchemaField field) => FieldLabels.Of(field, texts);

    // Names of the format are in English.
    private HtmlAttribute Language(SchemaField field) =>
        new("lang", texts.Tag == "en" || Label(field).IsTranslated ? null : "en");

    private static string Open(SchemaFieldKind kind) => kind switch
    {
        SchemaFieldKind.Choice or SchemaFieldKind.YesNo => "<select",
        SchemaFieldKind.Text => "<input",
        SchemaFieldKind.Number => "<input inputmode=\"numeric\"",
        _ => "<textarea",
    };

    private static int RowsOf(string text) => Math.Clamp(text.Count(letter => letter == '\n') + 2, 3, 16);
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>The fields of an integration's variables, made from their schema, and what was entered.</summary>
internal static class VariableFields
{
    private const string Prefix = "variable-";

    public static string FieldOf(string name) => Prefix + name;

    /// <summary>Reads the values of the fields. What is no value of its type is left as text for the check.</summary>
    public static JsonObject Read(JsonElement? schema, IFormCollection form)
    {
        var values = new JsonObject();
        foreach (var property in Properties(schema))
        {
            var text = form[FieldOf(property.Name)].ToString();
            if (TypeOf(property.Value) == "boolean") values[property.Name] = text == "true";
            else if (text.Length > 0) values[property.Name] = ValueOf(property.Value, text);
        }

        return values;
    }

    public static void Write(HtmlWriter html, JsonElement? schema, VariableValues values, ConnectTexts texts)
    {
        foreach (var property in Properties(schema))
        {
            var required = values.Required.Contains(property.Name, StringComparer.Ordinal);
            Write(html, property.Name, property.Value, values, required, texts);
        }
    }

    private static void Write(
        HtmlWriter html,
        string name,
        JsonElement schema,
        VariableValues values,
        bool isRequired,
        ConnectTexts texts)
    {
        var id = FieldOf(name);
        var value = values.Find(name) ?? TextOf(Member(schema, "default"));
        var help = Text(schema, "description");
        var title = Text(schema, "title") ?? name;
        var described = new HtmlAttribute("aria-describedby", help is null ? null : $"{id}-help");
        var invalid = new HtmlAttribute("aria-invalid", values.HasProblem(name) ? "true" : null);
        if (TypeOf(schema) == "boolean")
        {
            html.Write($"<p class=\"choice\"><input type=\"checkbox\" id=\"{id}\" name=\"{id}\" value=\"true\"");
            html.Write($"{new HtmlFlag("checked", value == "true")}{described}{invalid}>");
            html.Write($"<label for=\"{id}\">{title}</label>");
            if (help is not null) html.Write($"<span class=\"help\" id=\"{id}-help\">{help}</span>");
            html.Write($"</p>");
            return;
        }

        html.Write($"<p class=\"field\"><label for=\"{id}\">{title}");
        if (!isRequired) html.Write($" <span class=\"optional\">{texts["form.optional"]}</span>");
        html.Write($"</label>");
        if (help is not null) html.Write($"<span class=\"help\" id=\"{id}-help\">{help}</span>");
        var required = new HtmlFlag("required", isRequired);
        if (Member(schema, "enum") is { ValueKind: JsonValueKind.Array } options)
        {
            html.Write($"<select id=\"{id}\" name=\"{id}\"{required}{described}{invalid}>");
            html.Write($"<option value=\"\">{texts["form.choose"]}</option>");
            foreach (var option in options.EnumerateArray().Select(item => TextOf(item)))
                html.Write($"<option value=\"{option}\"{new HtmlFlag("selected", option == value)}>{option}</option>");
            html.Write($"</select></p>");
        }
        else if (TypeOf(schema) is "object" or "array" or null)
        {
            html.Write($"<textarea id=\"{id}\" name=\"{id}\" rows=\"4\" spellcheck=\"false\"");
            html.Write($"{required}{described}{invalid}>{value}</textarea></p>");
        }
        else
        {
            var mode = new HtmlAttribute("inputmode", TypeOf(schema) is "integer" or "number" ? "decimal" : null);
            html.Write($"<input id=\"{id}\" name=\"{id}\" autocomplete=\"off\"{new HtmlAttribute("value", value)}");
            html.Write($"{mode}{required}{described}{invalid}></p>");
        }
    }

    /// <summary>How a value is shown in a field.</summary>
    public static string? TextOf(JsonElement? value) => value?.ValueKind switch
    {
        null => null,
        JsonValueKind.String => value.Value.GetString(),
        _ => value.Value.GetRawText(),
    };

    private static JsonNode? ValueOf(JsonElement schema, string text)
    {
        var type = TypeOf(schema);
        if (type == "string") return JsonValue.Create(text);
        var isNumber = type is "integer" or "number";
        if (isNumber && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return JsonValue.Create(number);
        try
        {
            return isNumber ? JsonValue.Create(text) : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // The check then says what was expected here.
            return JsonValue.Create(text);
        }
    }

    private static JsonElement.ObjectEnumerator Properties(JsonElement? schema) =>
        schema is { } root && Member(root, "properties") is { ValueKind: JsonValueKind.Object } properties
            ? properties.EnumerateObject()
            : default;

    private static string? TypeOf(JsonElement schema) => Text(schema, "type");

    private static string? Text(JsonElement schema, string name) =>
        Member(schema, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var found) ? found : null;
}

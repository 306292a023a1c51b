using System.Text.RegularExpressions;
using Versori.Connectors.Authentication;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>Reads the parameters of an endpoint from tables and lists.</summary>
internal static partial class ParameterTable
{
    private static readonly string[] NameColumns =
    [
        "name", "parameter", "param", "field", "key", "attribute", "property", "argument", "header", "query parameter",
    ];

    private static readonly string[] PlaceColumns =
        ["in", "location", "position", "where", "located in", "place", "sent in"];

    /// <summary>Returns the parameters of a table; none if it is about something else.</summary>
    /// <param name="table">The table.</param>
    /// <param name="place">
    /// Where they are sent unless a column says it; <see langword="null"/>: it is not known.
    /// </param>
    public static IEnumerable<FoundParameter> Read(PageBlock table, string? place)
    {
        if (table.Rows.Count < 2) yield break;
        var header = table.Rows[0].Select(cell => cell.Trim('`', '*', ' ').ToLowerInvariant()).ToList();
        var name = header.FindIndex(IsNameColumn);
        if (name < 0 || header.Count < 2) yield break;
        var (type, required, description, where) = (
            header.FindIndex(cell => cell is "type" or "data type" or "format" or "schema"),
            header.FindIndex(cell => cell.Contains("required", StringComparison.Ordinal)
                || cell is "mandatory" or "optional"),
            header.FindIndex(cell => cell.Contains("description", StringComparison.Ordinal)
                || cell is "details" or "meaning" or "notes" or "purpose"),
            header.FindIndex(cell => Array.IndexOf(PlaceColumns, cell) >= 0));
        if (type < 0 && required < 0 && description < 0 && where < 0) yield break;
        if (header[name].Contains("header", StringComparison.Ordinal)) place = "header";
        if (header[name].Contains("query", StringComparison.Ordinal)) place = "query";
        foreach (var row in table.Rows.Skip(1))
        {
            var read = Of(
                Cell(row, name),
                Cell(row, type),
                required >= 0 ? $"{header[required]} {Cell(row, required)}" : "",
                Cell(row, description),
                PlaceOf(Cell(row, where)) ?? place,
                new(table.Page, string.Join(" | ", row)));
            if (read is not null) yield return read;
        }
    }

    /// <summary>Reads an item of a list, such as <c>`limit` (integer, optional): the number of items</c>.</summary>
    public static FoundParameter? ReadItem(string line, string? place, Uri? page)
    {
        if (place is null) return null;
        var match = Item().Match(line);
        return match.Success
            ? Of(
                match.Groups["name"].Value,
                match.Groups["type"].Value,
                match.Groups["type"].Value,
                match.Groups["text"].Value,
                PlaceOf(match.Groups["type"].Value) ?? place,
                new(page, line))
            : null;
    }

    /// <summary>
    /// Where the parameters are sent that a title announces; <see langword="null"/> if it does not tell.
    /// </summary>
    public static string? PlaceOf(string title)
    {
        var text = title.ToLowerInvariant();
        if (text.Contains("query", StringComparison.Ordinal) || text.Contains("url param", StringComparison.Ordinal))
            return "query";
        if (text.Contains("path", StringComparison.Ordinal)) return "path";
        if (text.Contains("header", StringComparison.Ordinal)) return "header";
        return text.Contains("body", StringComparison.Ordinal) || text.Contains("payload", StringComparison.Ordinal)
            || text.Contains("form", StringComparison.Ordinal)
            ? "body"
            : null;
    }

    /// <summary>Whether a title announces what is returned.</summary>
    public static bool IsAboutResponse(string title) => ResponseWord().IsMatch(title) && !title.Contains(
        "request", StringComparison.OrdinalIgnoreCase);

    private static FoundParameter? Of(
        string name, string type, string required, string description, string? place, Stated source)
    {
        var first = NameText().Match(name);
        if (!first.Success || place is null) return null;
        var text = first.Value.Trim('{', '}', ':', '`', '*');
        // Deeper members, such as user.name, need the schema of the member above them.
        if (place == "body" && text.AsSpan().ContainsAny('.', '[')) return null;
        if (place == "header" && !HttpTokenSyntax.IsToken(text)) return null;
        return new()
        {
            Name = text,
            In = place,
            Type = TypeOf(type),
            IsRequired = place == "path" || IsRequired(required, name),
            Description = description.Length == 0 ? null : description,
            Source = source,
        };
    }

    private static bool IsNameColumn(string cell) => Array.IndexOf(NameColumns, cell) >= 0
        || NameColumns.Any(name => cell == $"{name} name" || cell == $"{name}s");

    private static string Cell(IReadOnlyList<string> row, int at) => at >= 0 && at < row.Count ? row[at].Trim() : "";

    private static bool IsRequired(string cell, string name)
    {
        var text = cell.ToLowerInvariant();
        if (text.StartsWith("optional", StringComparison.Ordinal))
            return text["optional".Length..].Trim() is "no" or "false";
        var isNegated = text.Contains("optional", StringComparison.Ordinal)
            || text.Contains("not required", StringComparison.Ordinal);
        if (isNegated) return false;
        var hasWord = text.StartsWith("required", StringComparison.Ordinal);
        var value = hasWord ? text["required".Length..].Trim('?', ' ') : text;
        return value.StartsWith("yes", StringComparison.Ordinal)
            || value is "true" or "y" or "✓" or "✔" or "x" or "required"
            || value.Contains("required", StringComparison.Ordinal)
            || name.Contains("required", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith('*');
    }

    private static string? TypeOf(string text)
    {
        var type = TypeWord().Match(text.ToLowerInvariant()).Value;
        if (text.Contains("[]", StringComparison.Ordinal)) return "array";
        return type switch
        {
            "string" or "text" or "date" or "datetime" or "timestamp" or "uuid" or "uri" or "url" or "email" or "enum"
                or "str" => "string",
            "integer" or "int" or "int32" or "int64" or "long" => "integer",
            "number" or "float" or "double" or "decimal" => "number",
            "boolean" or "bool" => "boolean",
            "array" or "list" => "array",
            "object" or "map" or "hash" or "dict" or "json" => "object",
            _ => null,
        };
    }

    [GeneratedRegex(@"[A-Za-z_$@:{][A-Za-z0-9_.$@:\[\]{}-]{0,80}", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex NameText();

    [GeneratedRegex(
        @"\b(string|text|datetime|date|timestamp|uuid|uri|url|email|enum|str|integer|int32|int64|int|long|number|float"
            + @"|double|decimal|boolean|bool|array|list|object|map|hash|dict|json)\b",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex TypeWord();

    [GeneratedRegex(
        @"^[*-]?\s*`?(?<name>[A-Za-z_$@][A-Za-z0-9_.$@\[\]-]{0,60})`?\s*(?<type>\([^)]{1,120}\))?\s*[:–—-]\s+"
            + "(?<text>.{1,1000})",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex Item();

    [GeneratedRegex(
        @"\b(response|returns?|returned|result|output|errors?)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex ResponseWord();
}

using System.Collections;
using System.Globalization;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>The arguments of a function call, whatever form a chat client gives them.</summary>
internal sealed class ToolArguments
{
    private const int Texts = 100, Depth = 3;

    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);

    public ToolArguments(IDictionary<string, object?>? values)
    {
        foreach (var (name, value) in values ?? new Dictionary<string, object?>(StringComparer.Ordinal))
        {
            _values[name] = value;
        }
    }

    public ToolArguments(JsonElement values)
    {
        if (values.ValueKind == JsonValueKind.String) values = Parse(values.GetString()!);
        if (values.ValueKind != JsonValueKind.Object) return;
        foreach (var member in values.EnumerateObject()) _values[member.Name] = member.Value;
    }

    /// <summary>Returns an argument as text; empty if it is missing.</summary>
    public string Text(string name) => All(name).FirstOrDefault("");

    /// <summary>Returns an argument as texts: those of a list, or the only one.</summary>
    public IReadOnlyList<string> All(string name) =>
        [.. Flatten(_values.GetValueOrDefault(name), Depth).Where(text => text.Length > 0).Take(Texts)];

    private static IEnumerable<string> Flatten(object? value, int depth) => value switch
    {
        null => [],
        _ when depth == 0 => [],
        string text => [text],
        JsonElement element => Flatten(element, depth),
        IEnumerable items and not IDictionary => items.Cast<object?>().SelectMany(item => Flatten(item, depth - 1)),
        IFormattable number => [number.ToString(null, CultureInfo.InvariantCulture)],
        _ => [],
    };

    private static IEnumerable<string> Flatten(JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Number => [element.GetRawText()],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Flatten((object?)item, depth - 1)),
        JsonValueKind.Object => ResponseMembers.Reference(element) is { } reference ? [reference] : [],
        _ => [],
    };

    private static JsonElement Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(LoneSurrogates.ToUtf8(text));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // The call then lacks its arguments, and its result says so.
            return default;
        }
    }
}

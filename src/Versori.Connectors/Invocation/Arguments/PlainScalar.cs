using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>
/// The scalar values of most arguments: text, whole numbers and booleans. They need no conversion to JSON.
/// </summary>
internal static class PlainScalar
{
    private static readonly object True = true;
    private static readonly object False = false;

    /// <summary>
    /// Returns the value as a <see cref="string"/>, <see cref="int"/>, <see cref="long"/> or <see cref="bool"/>;
    /// <see langword="null"/> if it is none of these, or text that is not valid Unicode.
    /// </summary>
    public static object? Of(object value) => value switch
    {
        string text => PositionEncoder.TextProblem(text) is null ? text : null,
        int or long or bool => value,
        JsonElement element => Of(element),
        JsonValue scalar => Of(scalar),
        OwnJson own => own.Element is { } element ? Of(element) : Of(own.Node),
        _ => null,
    };

    /// <summary>The text of a value outside JSON.</summary>
    public static string TextOf(object value) => value switch
    {
        string text => text,
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        true => "true",
        _ => "false",
    };

    private static object? Of(JsonValue scalar)
    {
        if (scalar.TryGetValue<JsonElement>(out var element)) return Of(element);
        return scalar.GetValueKind() switch
        {
            JsonValueKind.String when scalar.TryGetValue<string>(out var text) => Of(text),
            JsonValueKind.Number when scalar.TryGetValue<int>(out var number) => number,
            JsonValueKind.Number when scalar.TryGetValue<long>(out var number) => number,
            JsonValueKind.True => True,
            JsonValueKind.False => False,
            _ => null,
        };
    }

    // A number such as -0 or 1.0 is sent as it is written.
    private static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String when IsPlainText(element) => element.GetString(),
        JsonValueKind.Number when element.TryGetInt32(out var number) && number != 0 => number,
        JsonValueKind.Number when element.TryGetInt64(out var number) && number != 0 => number,
        JsonValueKind.True => True,
        JsonValueKind.False => False,
        _ => null,
    };

    // Without escape sequences, the text has no unpaired surrogates.
    private static bool IsPlainText(JsonElement element)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        return !raw.Contains((byte)'\\') && System.Text.Unicode.Utf8.IsValid(raw);
    }
}

using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>A value of a request that could take a position or a size.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Place">The place, such as <c>query:cursor</c>.</param>
/// <param name="Parts">The parts of its schema.</param>
/// <param name="Description">What it means.</param>
internal sealed record PagingInput(string Name, string Place, IReadOnlyList<JsonElement> Parts, string? Description)
{
    public string Normal { get; } = PagingName.Of(Name);

    public string? Type { get; } = SchemaParts.TypeOf(Parts);

    public string Text => Description ?? SchemaParts.Text(Parts, "description") ?? "";

    public bool IsInBody => Place.StartsWith("body:", StringComparison.Ordinal);

    public bool IsNumber => Type is "integer" or "number";

    public bool IsScalar => Type is null or "string" or "integer" or "number";

    public bool IsEnum => SchemaParts.Keyword(Parts, "enum").ValueKind == JsonValueKind.Array;

    /// <summary>Whether it is a date or a time.</summary>
    public bool IsDate => SchemaParts.Text(Parts, "format") is "date" or "date-time" or "time" or "timestamp"
        || ContainsAny("date", "timestamp", "unix time", "iso 8601", "iso8601", "epoch", "rfc3339", "rfc 3339");

    public long? Maximum => Number("maximum");

    public long? Minimum => Number("minimum");

    public long? Default => Number("default");

    public bool ContainsAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Text.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private long? Number(string keyword) => SchemaParts.Keyword(Parts, keyword) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(
            text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };
}

using System.Text.Json;

namespace Versori.Connectors.Invocation;

/// <summary>The values of the parameters in a path, by the index of the segment and the position in it.</summary>
internal sealed class PathValues
{
    private readonly Dictionary<(int Segment, int Position), PathValue> _values = [];

    public PathValue? Find(int segment, int position) => _values.GetValueOrDefault((segment, position));

    public void Set(int segment, int position, PathValue value) => _values[(segment, position)] = value;

    /// <summary>Takes the values of the segments before an index.</summary>
    public void Adopt(PathValues other, int before)
    {
        foreach (var (place, value) in other._values)
        {
            if (place.Segment < before) _values.TryAdd(place, value);
        }
    }
}

/// <summary>A value of a path parameter.</summary>
/// <param name="Value">The value.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Source">The endpoint whose response had it, if one had.</param>
internal sealed record PathValue(object? Value, ExampleOrigin Origin, string? Source)
{
    public static PathValue From(JsonElement value, string source) =>
        new(ArgumentConverter.FromElement(value), ExampleOrigin.Response, source);
}

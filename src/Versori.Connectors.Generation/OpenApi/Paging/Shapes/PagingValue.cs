using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>A value of a response that could be a position, or state whether there are further pages.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pointer">Its JSON pointer.</param>
/// <param name="Parent">The normal name of the object that contains it.</param>
/// <param name="Depth">The number of properties on the way to it.</param>
/// <param name="Parts">The parts of its schema.</param>
internal sealed record PagingValue(
    string Name, string Pointer, string Parent, int Depth, IReadOnlyList<JsonElement> Parts)
{
    public string Normal { get; } = PagingName.Of(Name);

    public string? Type { get; } = SchemaParts.TypeOf(Parts);

    public string Text => SchemaParts.Text(Parts, "description") ?? "";

    public bool IsNumber => Type is "integer" or "number";

    /// <summary>Whether the schema states that it is a URL.</summary>
    public bool IsStatedUrl => SchemaParts.Text(Parts, "format") is "uri" or "url" or "uri-reference" or "iri"
        || Sample.StartsWith("http", StringComparison.OrdinalIgnoreCase)
        || Sample.StartsWith('/')
        || Sample.StartsWith('?');

    private string Sample => SchemaParts.Text(Parts, "example") ?? SchemaParts.Text(Parts, "default") ?? "";
}

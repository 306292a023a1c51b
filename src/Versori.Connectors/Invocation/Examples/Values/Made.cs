using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>A value that was made from a schema.</summary>
/// <param name="Value">The value; <see langword="null"/> is JSON's null.</param>
/// <param name="IsValid">Whether it matches the schema, as far as that was checked.</param>
/// <param name="Origin">Where it comes from.</param>
internal readonly record struct Made(JsonNode? Value, bool IsValid, ExampleOrigin Origin = ExampleOrigin.Made);

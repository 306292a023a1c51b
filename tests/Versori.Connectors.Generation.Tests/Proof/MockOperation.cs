using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>An operation of a mock system.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Segments">The segments of its path.</param>
/// <param name="Node">The operation in the document.</param>
internal sealed record MockOperation(string Method, string[] Segments, JsonObject Node)
{
    /// <summary>What it returns, creates, changes or removes.</summary>
    public string? Resource { get; } = Resources.OfPath(Segments);

    /// <summary>Whether its path ends with the id of an object.</summary>
    public bool IsOfOne { get; } = Resources.IsParameter(Segments[^1]);

    /// <summary>The schema of its response.</summary>
    public JsonNode? Response => Node["responses"]?["200"]?["content"]?["application/json"]?["schema"];

    /// <summary>The schema of its body.</summary>
    public JsonNode? Body => Node["requestBody"]?["content"]?["application/json"]?["schema"];

    /// <summary>The list in its response, if it is one.</summary>
    public (string? Envelope, JsonNode Items)? List => Response switch
    {
        { } schema when (string?)schema["type"] == "array" => (null, schema["items"]!),
        { } schema => schema["properties"]?.AsObject()
            .Where(property => property.Value?["items"]?["properties"]?["id"] is not null)
            .Select(property => ((string? Envelope, JsonNode Items)?)(property.Key, property.Value!["items"]!))
            .FirstOrDefault(),
        _ => null,
    };

    /// <summary>Whether it returns ids: as a list, or as what it creates.</summary>
    public bool ReturnsIds => List is not null
        || (Method == "POST" && !IsOfOne && Response?["properties"]?["id"] is not null);

    /// <summary>Whether it has a path; the values are those of its parameters.</summary>
    public bool Matches(string[] path) => path.Length == Segments.Length
        && Segments.Zip(path).All(pair => Resources.IsParameter(pair.First) || pair.First == pair.Second);
}

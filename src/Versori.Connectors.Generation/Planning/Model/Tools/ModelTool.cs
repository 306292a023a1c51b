using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// The declaration of a function that a chat model can call. It has no code: no part of a chat client's pipeline can
/// call it, only <see cref="ModelTools"/>.
/// </summary>
internal sealed class ModelTool : AIFunctionDeclaration
{
    public const string Search = "search_endpoints", Read = "read_endpoint", Neighbours = "list_neighbours";
    public const string Choose = "choose_endpoints", Ask = "ask_person", NotNeeded = "not_needed";

    /// <summary>The schema of the argument that names a connector.</summary>
    public const string Connector = """ "connector": {"type": "string"} """;
    /// <summary>The schema of a list of texts.</summary>
    public const string Texts = """{"type": "array", "items": {"type": "string"} }""";
    /// <summary>The schema of the argument that names an endpoint.</summary>
    public const string Endpoint = """ "endpoint": {"type": "string", "description": "Id"} """;

    private readonly JsonElement _schema;

    public ModelTool(string name, string description, string usage, string properties, string required)
    {
        Name = name;
        Description = description;
        Usage = $"{name}({usage})";
        using var document = JsonDocument.Parse(
            $$"""{"type": "object", "properties": { {{properties}} }, "required": [{{required}}]}""");
        _schema = document.RootElement.Clone();
    }

    /// <summary>All functions.</summary>
    public static IReadOnlyList<ModelTool> All { get; } =
    [
        new(
            Search,
            "Finds endpoints of a connector by words that say what to do with what, such as 'create invoice'.",
            "connector, query",
            $$"""{{Connector}}, "query": {"type": "string"} """,
            "\"connector\", \"query\""),
        new(
            Read,
            "Returns an endpoint's parameters, content and response in short.",
            "connector, endpoint",
            $"{Connector}, {Endpoint}",
            "\"connector\", \"endpoint\""),
        new(
            Neighbours,
            "Lists the other endpoints of an endpoint's resource, and those that return its ids.",
            "connector, endpoint",
            $"{Connector}, {Endpoint}",
            "\"connector\", \"endpoint\""),
        new(
            Choose,
            "Adds endpoints to the plan.",
            "connector, endpoints, why",
            $$"""{{Connector}}, "endpoints": {{Texts}}, "why": {"type": "string"} """,
            "\"connector\", \"endpoints\""),
        new(
            Ask,
            "Adds a question to the plan that a person must decide later.",
            "connector, question, options",
            $$"""{{Connector}}, "question": {"type": "string"}, "options": {{Texts}} """,
            "\"connector\", \"question\""),
        new(
            NotNeeded,
            "States that the integration does not need a connector at all.",
            "connector",
            Connector,
            "\"connector\""),
    ];

    /// <summary>The tokens of all declarations.</summary>
    public static int Tokens { get; } = TokensOf(All);

    /// <summary>Estimates the tokens of declarations.</summary>
    public static int TokensOf(IEnumerable<ModelTool> tools) => tools.Sum(tool =>
        TokenEstimate.Of(tool.Name) + TokenEstimate.Of(tool.Description) + TokenEstimate.Of(tool._schema.GetRawText()));

    public override string Name { get; }

    public override string Description { get; }

    public override JsonElement JsonSchema => _schema;

    /// <summary>The name with the names of the arguments.</summary>
    public string Usage { get; }
}

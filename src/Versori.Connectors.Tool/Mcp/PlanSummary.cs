using System.Text.Json.Nodes;
using Versori.Connectors.Tool.Output;

namespace Versori.Connectors.Tool.Mcp;

/// <summary>A plan without the definitions, which fill the context of a model.</summary>
internal static class PlanSummary
{
    public static JsonObject Of(IntegrationPlan plan) => new()
    {
        ["connectors"] = new JsonArray([.. plan.Connectors.Select(connector => (JsonNode)Of(connector))]),
        ["warnings"] = ErrorJson.Texts(plan.Warnings),
    };

    private static JsonObject Of(PlannedConnector connector) => new()
    {
        ["template"] = connector.TemplateName,
        ["connector"] = connector.Definition.Id.Value,
        ["baseUrl"] = connector.Definition.BaseUrl,
        ["authMethods"] = ErrorJson.Texts(connector.Definition.AuthMethods.Select(method => method.Id)),
        ["endpoints"] = List(connector.Choices),
        ["suggestions"] = List(connector.Suggestions),
        ["questions"] = new JsonArray([.. connector.OpenQuestions.Select(question => JsonText.Node(question))]),
    };

    private static JsonArray List(IEnumerable<PlannedEndpoint> endpoints) =>
        new([.. endpoints.Select(endpoint => JsonText.Node(endpoint))]);
}

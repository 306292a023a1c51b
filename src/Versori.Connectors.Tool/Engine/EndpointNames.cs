using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Engine;

/// <summary>Finds endpoints by their ids.</summary>
internal static class EndpointNames
{
    private const int Shown = 3;

    /// <exception cref="ToolException">There is no such endpoint; the message has the nearest.</exception>
    public static ConnectorEndpoint Find(ConnectorDefinition definition, string id)
    {
        if (definition.Endpoints.FirstOrDefault(endpoint => endpoint.Id == id) is { } found) return found;
        var near = NearestNames.Of(id, definition.Endpoints.Select(endpoint => endpoint.Id)).Take(Shown)
            .Select(name => $"'{name}'");
        throw ToolException.Usage(
            definition.Endpoints.Count == 0
                ? $"'{definition.Id}' has no endpoints."
                : $"'{definition.Id}' has no endpoint '{id}'. The nearest are {string.Join(", ", near)}.");
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

/// <summary>Finds an endpoint by its id, and keeps what makes its requests for as long as its definition is in use.</summary>
internal sealed class EndpointFinder
{
    /// <summary>The ids that an error suggests.</summary>
    private const int MostSuggested = 5;

    private readonly ConditionalWeakTable<ConnectorDefinition, ConcurrentDictionary<string, EndpointRequestFactory>> _factories = [];

    public (Endpoint Endpoint, EndpointRequestFactory Requests) Find(Route route, string endpointId)
    {
        var definition = route.Definition;
        var known = definition.Endpoints.FirstOrDefault(endpoint => endpoint.Id == endpointId);
        var allowed = route.Template?.Endpoints is { Count: > 0 } own ? own : definition.Endpoints.Select(endpoint => endpoint.Id);
        if (known is null || !allowed.Contains(endpointId, StringComparer.Ordinal)) throw Unknown(route, endpointId, known is not null, allowed);

        var requests = _factories.GetOrCreateValue(definition).GetOrAdd(endpointId, _ => new EndpointRequestFactory(known, definition.Schemas)
        {
            AsksForItsAnswers = !definition.Headers.Keys.Contains("Accept", StringComparer.OrdinalIgnoreCase),
        });
        return (known, requests);
    }

    private static ConnectorException Unknown(Route route, string endpointId, bool isKnown, IEnumerable<string> allowed)
    {
        var nearest = NearestNames.Of(endpointId, allowed).Take(MostSuggested).ToArray();
        var holder = route.Template is { } template ? $"The template '{template.Id}'" : $"The connector '{route.Connector.Id}'";
        return new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.UnknownEndpoint,
            Message = $"{holder} has no endpoint '{endpointId}'. "
                + (isKnown ? "The connector has it: add it to the template." : $"The nearest are {string.Join(", ", nearest)}."),
            Location = endpointId,
            Related = nearest,
        });
    }
}

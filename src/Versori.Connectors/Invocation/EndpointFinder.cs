using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Versori.Connectors.Invocation;

/// <summary>Finds an endpoint by its id, and caches its request factory as long as its definition is in use.</summary>
internal sealed class EndpointFinder
{
    /// <summary>The largest number of ids that an error suggests.</summary>
    private const int MaxSuggestions = 5;

    private readonly ConditionalWeakTable<ConnectorDefinition, ConcurrentDictionary<string, EndpointRequestFactory>>
        _factories = [];

    /// <summary>Finds an endpoint.</summary>
    /// <param name="connector">The connector with its published definition.</param>
    /// <param name="template">The template, if there is one. Only its endpoints are found.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    public (ConnectorEndpoint Endpoint, EndpointRequestFactory Requests) Find(
        Connector connector, ConnectionTemplate? template, string endpointId)
    {
        var factories = _factories.GetOrCreateValue(connector.Definition!);
        return factories.TryGetValue(endpointId, out var factory)
            && (template is not { Endpoints: { Count: > 0 } own } || own.Contains(endpointId, StringComparer.Ordinal))
                ? (factory.Endpoint, factory)
                : FindFirst(connector, template, endpointId, factories);
    }

    private static (ConnectorEndpoint Endpoint, EndpointRequestFactory Requests) FindFirst(
        Connector connector,
        ConnectionTemplate? template,
        string endpointId,
        ConcurrentDictionary<string, EndpointRequestFactory> factories)
    {
        var definition = connector.Definition!;
        var known = definition.Endpoints.FirstOrDefault(endpoint => endpoint.Id == endpointId);
        var allowed = template?.Endpoints is { Count: > 0 } own
            ? own
            : definition.Endpoints.Select(endpoint => endpoint.Id);
        if (known is null || !allowed.Contains(endpointId, StringComparer.Ordinal))
            throw Unknown(connector, template, endpointId, known is not null, allowed);

        return (known, factories.GetOrAdd(endpointId, _ => CreateFactory(known, definition)));
    }

    private static EndpointRequestFactory CreateFactory(ConnectorEndpoint endpoint, ConnectorDefinition definition) =>
        new(endpoint, definition.Schemas)
        {
            AddsAcceptHeader = !definition.Headers.Keys.Contains("Accept", StringComparer.OrdinalIgnoreCase),
        };

    private static ConnectorException Unknown(
        Connector connector,
        ConnectionTemplate? template,
        string endpointId,
        bool isKnown,
        IEnumerable<string> allowed)
    {
        var nearest = NearestNames.Of(endpointId, allowed).Take(MaxSuggestions).ToArray();
        var holder = template is not null
            ? $"The template '{template.Id}'"
            : $"The connector '{connector.Id}'";
        var advice = (isKnown, nearest) switch
        {
            (true, _) => "The connector has this endpoint. Add it to the Endpoints of the template with "
                + $"{nameof(IConnectorCatalog)}.{nameof(IConnectorCatalog.LinkAsync)}, or apply a plan that has it.",
            (_, []) => $"It has none. Add endpoints with {nameof(IConnectorCatalog)}."
                + $"{nameof(IConnectorCatalog.EditAsync)}, or apply a plan that has them.",
            _ => $"The most similar ids are {string.Join(", ", nearest)}.",
        };
        return new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.UnknownEndpoint,
            Message = $"{holder} has no endpoint '{endpointId}'. {advice}",
            Location = endpointId,
            Related = nearest,
        });
    }
}

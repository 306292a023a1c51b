using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Everything that is known of one source's endpoints: by verb and object, by field, and by value.</summary>
internal sealed class SourceIndex
{
    private readonly Dictionary<ConnectorEndpoint, IndexedEndpoint> _indexed = new(ReferenceEqualityComparer.Instance);

    public SourceIndex(ConnectorDefinition definition, Work work)
    {
        Definition = definition;
        Index = new(definition.Endpoints, work);
        Fields = new(definition, work);
        Values = new(definition.Endpoints);
        foreach (var endpoint in Index.Endpoints) _indexed[endpoint.Endpoint] = endpoint;
    }

    public ConnectorDefinition Definition { get; }

    public EndpointIndex Index { get; }

    public FieldIndex Fields { get; }

    public ValueSources Values { get; }

    public IndexedEndpoint Of(ConnectorEndpoint endpoint) => _indexed[endpoint];
}

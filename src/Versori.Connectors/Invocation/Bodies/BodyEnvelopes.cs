namespace Versori.Connectors.Invocation;

/// <summary>Finds the protocol of an endpoint and the body that carries its fields.</summary>
internal static class BodyEnvelopes
{
    private static readonly Dictionary<string, FieldEncoding> EmptyEncoding = [];

    /// <summary>Returns the envelope; <see langword="null"/> if the body is sent as it is.</summary>
    public static IBodyEnvelope? Of(ConnectorEndpoint endpoint) => endpoint switch
    {
        { GraphQL: { } operation } => new GraphQLEnvelope(operation),
        { Soap: { } operation } => new SoapEnvelope(operation),
        _ => null,
    };

    /// <summary>Returns the contents of an endpoint's body. An envelope has one content.</summary>
    public static BodyContent[] Contents(
        ConnectorEndpoint endpoint, IBodyEnvelope? envelope, IReadOnlyDictionary<string, JsonSchema> schemas)
    {
        if (envelope is null)
            return endpoint.RequestBody is { } body ? BodyContent.Of(body, schemas) : [];
        return
        [
            new(envelope.ContentType, endpoint.RequestBody?.Schema ?? envelope.Schema, EmptyEncoding, schemas)
            {
                Envelope = envelope,
            },
        ];
    }
}

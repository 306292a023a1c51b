using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>
/// Makes example arguments of endpoints: from the examples, defaults and schemas of a definition. The same definition
/// always gives the same arguments. They show what a call looks like, and are valid for the schemas; whether the
/// external system has what they name, such as an id, is another question.
/// </summary>
public static class ExampleArguments
{
    /// <summary>Makes the arguments of an endpoint.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="options">The settings. Default: required values only, from examples where there are some.</param>
    /// <returns>The arguments. A schema that contradicts itself gives arguments with problems.</returns>
    /// <exception cref="ConnectorException">
    /// The definition has no such endpoint, or the endpoint is invalid. The location is the id.
    /// </exception>
    public static EndpointExample Create(
        ConnectorDefinition definition, string endpointId, ExampleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentException.ThrowIfNullOrEmpty(endpointId);
        var endpoint = definition.Endpoints.FirstOrDefault(endpoint => endpoint.Id == endpointId)
            ?? throw new ConnectorException(new ConnectorError
            {
                Code = ConnectorErrorCode.UnknownEndpoint,
                Location = endpointId,
                Message = $"The connector '{definition.Id}' has no endpoint '{endpointId}'.",
            });
        return Create(new EndpointRequestFactory(endpoint, definition.Schemas), endpoint, definition, options ?? new());
    }

    internal static EndpointExample Create(
        EndpointRequestFactory requests,
        ConnectorEndpoint endpoint,
        ConnectorDefinition definition,
        ExampleOptions options) =>
        new ExampleBuilder(requests, endpoint, new SchemaValidator(definition.Schemas), options).Build();
}

using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A statement of the definition about an endpoint, which a test verified.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<EndpointFact>))]
public enum EndpointFact
{
    /// <summary>The endpoint exists at its URL, with its method.</summary>
    Address,

    /// <summary>The external system accepts the connection's credential as the definition places it.</summary>
    Credential,

    /// <summary>The scopes of the connection are sufficient.</summary>
    Scopes,

    /// <summary>The arguments are accepted as the definition describes them.</summary>
    Arguments,

    /// <summary>The status of the response is declared.</summary>
    ResponseStatus,

    /// <summary>The media type of the response is the declared one.</summary>
    ResponseMediaType,

    /// <summary>The content of the response matches its schema.</summary>
    ResponseSchema,
}

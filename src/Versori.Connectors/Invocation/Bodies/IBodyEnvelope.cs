using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>What a protocol puts around the fields of a body: a GraphQL request or a SOAP envelope.</summary>
internal interface IBodyEnvelope
{
    /// <summary>The media type of the fields, which determines how they are bound and checked.</summary>
    string ContentType { get; }

    /// <summary>The <c>Accept</c> header of requests.</summary>
    string Accept { get; }

    /// <summary>The schema of the fields, if the endpoint has none.</summary>
    JsonSchema? Schema { get; }

    /// <summary>Returns the content, or <see langword="null"/> and a problem.</summary>
    /// <param name="argument">The body as the caller passed it.</param>
    /// <param name="fields">The fields as JSON; <see langword="null"/> if the body is content of its own.</param>
    /// <param name="view">The schema of the fields.</param>
    /// <param name="problem">The problem with the body, if there is one.</param>
    HttpContent? Write(object argument, JsonNode? fields, SchemaView? view, ref string? problem);

    /// <summary>Adds the headers of the protocol.</summary>
    void AddHeaders(HttpRequestMessage request);
}

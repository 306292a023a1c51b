namespace Versori.Connectors;

/// <summary>
/// The GraphQL operation of an endpoint. Its variables are the fields of the endpoint's body. They are checked against
/// the schema of <see cref="ConnectorEndpoint.RequestBody"/>; without one, against the types that the operation
/// declares. The method of the endpoint is <c>POST</c> (GraphQL over HTTP §5.4).
/// </summary>
public sealed record GraphQLOperation
{
    /// <summary>
    /// The executable document with the operation and its fragments (GraphQL §2.2). Braces are not expressions.
    /// Subscriptions and the directives <c>@defer</c> and <c>@stream</c> are refused.
    /// </summary>
    public required string Document { get; init; }

    /// <summary>The name of the operation. Default: the only operation of the document.</summary>
    public string? OperationName { get; init; }

    /// <summary>
    /// The JSON pointer of the result in a response, such as <c>/data/issues</c>. <c>InvokeAsync&lt;T&gt;</c> reads the
    /// value there. A response with errors and without that value is a failure. Default: none,
    /// <c>InvokeAsync&lt;T&gt;</c> reads the whole response, and a response with errors is a failure if no field of
    /// <c>data</c> has a value.
    /// </summary>
    public string? Result { get; init; }
}

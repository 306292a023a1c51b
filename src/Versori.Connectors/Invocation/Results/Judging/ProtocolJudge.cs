namespace Versori.Connectors.Invocation;

/// <summary>Judges the response of a protocol that states failures in its content.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="response">The response.</param>
/// <returns>The judgement; <see langword="null"/> if the status decides.</returns>
internal delegate Judgement? ProtocolJudging(ConnectorEndpoint endpoint, JudgedResponse response);

/// <summary>Finds the judge of an endpoint's protocol.</summary>
internal static class ProtocolJudge
{
    public static ProtocolJudging? Of(ConnectorEndpoint endpoint) => endpoint switch
    {
        { GraphQL: not null } => GraphQLJudge.Judge,
        { Soap: not null } => SoapJudge.Judge,
        _ => null,
    };

    /// <summary>The error of a response that is not one of the protocol.</summary>
    public static ConnectorException Invalid(ConnectorEndpoint endpoint, string message) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidResponse,
        Location = endpoint.Id,
        Message = message,
    });
}

using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore.Problems;

/// <summary>The status code of each error code (RFC 9110 §15).</summary>
internal static class ProblemStatus
{
    public static int Of(ConnectorErrorCode code) => code switch
    {
        ConnectorErrorCode.NotFound or ConnectorErrorCode.UnknownEndpoint => StatusCodes.Status404NotFound,
        ConnectorErrorCode.AlreadyExists or ConnectorErrorCode.Conflict or ConnectorErrorCode.InUse
            or ConnectorErrorCode.OtherAccount or ConnectorErrorCode.AmbiguousConnection
            or ConnectorErrorCode.NoConnection or ConnectorErrorCode.NeedsReauthorization =>
            StatusCodes.Status409Conflict,
        ConnectorErrorCode.InvalidArgument or ConnectorErrorCode.InvalidCallback
            or ConnectorErrorCode.AuthorizationDenied => StatusCodes.Status400BadRequest,
        ConnectorErrorCode.InvalidInput or ConnectorErrorCode.InvalidCredential or ConnectorErrorCode.CredentialRefused
            or ConnectorErrorCode.InvalidDefinition or ConnectorErrorCode.InvalidDocument =>
            StatusCodes.Status422UnprocessableEntity,
        ConnectorErrorCode.Limited => StatusCodes.Status429TooManyRequests,
        ConnectorErrorCode.Unavailable or ConnectorErrorCode.InvalidResponse or ConnectorErrorCode.UntrustedServer
            or ConnectorErrorCode.CallFailed => StatusCodes.Status502BadGateway,
        ConnectorErrorCode.Disposed => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}

namespace Versori.Connectors;

/// <summary>The kind of error. The library uses only these values, so a host can handle each of them.</summary>
public enum ConnectorErrorCode
{
    /// <summary>An API description could not be read. The location is a JSON pointer or a line.</summary>
    InvalidDocument,

    /// <summary>A connector definition is invalid. The location is a JSON pointer.</summary>
    InvalidDefinition,

    /// <summary>An input is missing or has a value that is not allowed. The location is its name.</summary>
    InvalidInput,

    /// <summary>
    /// A credential is of the wrong kind, lacks a field or has an invalid one. The location is the field or the auth
    /// method.
    /// </summary>
    InvalidCredential,

    /// <summary>The external system refused the credential.</summary>
    CredentialRefused,

    /// <summary>The connector, version, template or connection does not exist.</summary>
    NotFound,

    /// <summary>The connector or the template does not have the endpoint. The location is the endpoint's id.</summary>
    UnknownEndpoint,

    /// <summary>An argument of a call is missing, unknown or has the wrong form. The location is its name.</summary>
    InvalidArgument,

    /// <summary>There is no connection that the template can use.</summary>
    NoConnection,

    /// <summary>
    /// Several connections match and none is the default. <see cref="ConnectorError.Related"/> lists them.
    /// </summary>
    AmbiguousConnection,

    /// <summary>
    /// The connection's token can no longer be refreshed: the external system refused permanently, or the token has
    /// expired and there is no valid refresh token. The account has to be connected again.
    /// </summary>
    NeedsReauthorization,

    /// <summary>The external system or its token endpoint could not be reached or failed temporarily.</summary>
    Unavailable,

    /// <summary>A response of the external system could not be understood. The location is the field.</summary>
    InvalidResponse,

    /// <summary>
    /// A request targeted an origin to which the connection's credentials must not be sent: the request's URL, a
    /// redirect, an endpoint, a check or a sign-in step is elsewhere, or its <c>Host</c> header names another host (the
    /// location is <c>Host</c>). Or a URL from outside leads to an address that is not public (the location is its
    /// origin). Or the origin that is to be approved is not one of the connector's (the location is <c>origin</c>).
    /// Nothing was sent there.
    /// </summary>
    OriginNotAllowed,

    /// <summary>
    /// Credentials would have been sent, or a URL from outside requested, over plain <c>http</c>.
    /// </summary>
    InsecureTransport,

    /// <summary>The name or key is already in use.</summary>
    AlreadyExists,

    /// <summary>Another caller changed the object in the meantime.</summary>
    Conflict,

    /// <summary>The object is still in use. <see cref="ConnectorError.Related"/> lists by what.</summary>
    InUse,

    /// <summary>This release does not support the operation.</summary>
    NotSupported,

    /// <summary>The person, or the authorization server's policy, denied the sign-in.</summary>
    AuthorizationDenied,

    /// <summary>
    /// The callback does not belong to a sign-in that began here: its state is unknown, used, expired or from another
    /// session, or its issuer or URI is different. The location is the parameter.
    /// </summary>
    InvalidCallback,

    /// <summary>
    /// The TLS handshake with the external system failed: the server's certificate is not trusted or is for another
    /// host, or the server refused the connection's certificate. No request was sent.
    /// </summary>
    UntrustedServer,

    /// <summary>
    /// The person signed in with a different account than the connection's (<see cref="AuthSnapshot.Account"/>). The
    /// connection is unchanged. Sign in with the right account, allow the change, or make a new connection.
    /// </summary>
    OtherAccount,

    /// <summary>
    /// The external system refused or failed a call whose result was required to be a success. The message contains
    /// what the system stated.
    /// </summary>
    CallFailed,

    /// <summary>
    /// A client, a store or a service was used after it was disposed, for example after the host has stopped. Nothing
    /// was sent. Use one of a running host.
    /// </summary>
    Disposed,

    /// <summary>
    /// The call would have had to wait longer for a limit of the external system than it may, so it was not sent.
    /// <see cref="ConnectorError.RetryAfter"/> states the estimated wait.
    /// </summary>
    Limited,
}

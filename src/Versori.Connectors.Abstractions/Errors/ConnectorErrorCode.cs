namespace Versori.Connectors;

/// <summary>What went wrong. The set is closed: a host can handle each.</summary>
public enum ConnectorErrorCode
{
    /// <summary>An API description could not be read. The location is a JSON pointer or a line.</summary>
    InvalidDocument,

    /// <summary>A connector definition is wrong. The location is a JSON pointer.</summary>
    InvalidDefinition,

    /// <summary>An input is missing or has a value that is not allowed. The location is its name.</summary>
    InvalidInput,

    /// <summary>A credential is of the wrong kind, or lacks a field. The location is the field or the auth method.</summary>
    InvalidCredential,

    /// <summary>The external system refused the credential.</summary>
    CredentialRefused,

    /// <summary>There is no such connector, version, template or connection.</summary>
    NotFound,

    /// <summary>The connector or the template has no such endpoint. The location is the endpoint's id.</summary>
    UnknownEndpoint,

    /// <summary>An argument of a call is missing, unknown or of the wrong form. The location is its name.</summary>
    InvalidArgument,

    /// <summary>The template has no connection that it can use.</summary>
    NoConnection,

    /// <summary>Several connections fit and none is the default. <see cref="ConnectorError.Related"/> lists them.</summary>
    AmbiguousConnection,

    /// <summary>The external system refused to renew the connection for good; it has to be connected again.</summary>
    NeedsReauthorization,

    /// <summary>The external system, or its token endpoint, could not be reached or failed for the moment.</summary>
    Unavailable,

    /// <summary>The external system gave an answer that could not be understood. The location is the field.</summary>
    InvalidResponse,

    /// <summary>A request was for an origin that the connection's credentials must not be sent to.</summary>
    OriginNotAllowed,

    /// <summary>Credentials would have travelled over plain <c>http</c>.</summary>
    InsecureTransport,

    /// <summary>The name or key is taken.</summary>
    AlreadyExists,

    /// <summary>Somebody else changed it in the meantime.</summary>
    Conflict,

    /// <summary>It is still in use. <see cref="ConnectorError.Related"/> lists by what.</summary>
    InUse,

    /// <summary>This release cannot do it.</summary>
    NotSupported,

    /// <summary>The person, or the authorization server's policy, said no to signing in.</summary>
    AuthorizationDenied,

    /// <summary>
    /// Somebody came back from signing in with something that does not belong to a sign-in begun here: an unknown, used,
    /// expired or foreign state, another issuer, another URI. The location is the parameter.
    /// </summary>
    InvalidCallback,

    /// <summary>
    /// TLS with the external system could not be agreed: its certificate is not trusted or is for another host, or it
    /// refused the connection's. Nothing was sent.
    /// </summary>
    UntrustedServer,
}

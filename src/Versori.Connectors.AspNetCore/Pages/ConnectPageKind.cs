namespace Versori.Connectors.AspNetCore;

/// <summary>The pages of the web face, which a host can replace (<see cref="ConnectPages"/>).</summary>
public enum ConnectPageKind
{
    /// <summary>The connectors, and what has to be connected.</summary>
    Overview,

    /// <summary>A connector: ways to connect, connections, integrations.</summary>
    Connector,

    /// <summary>The form of an auth method, to connect or to reconnect; also in a connect session.</summary>
    Form,

    /// <summary>A connection.</summary>
    Connection,

    /// <summary>What depends on a connection, before it is disconnected.</summary>
    Disconnect,

    /// <summary>The endpoints of a connection.</summary>
    Endpoints,

    /// <summary>The test of an endpoint, and its result.</summary>
    EndpointTest,

    /// <summary>The code of a sign-in on another device; also in a connect session.</summary>
    Device,

    /// <summary>The page that leaves for an external system or another site by itself.</summary>
    Leave,

    /// <summary>A sign-in that was not completed.</summary>
    SignInProblem,

    /// <summary>What the link of a connect session is for.</summary>
    SessionLink,

    /// <summary>What a connect session can connect.</summary>
    Session,

    /// <summary>The end of a connect session.</summary>
    SessionEnd,

    /// <summary>For administrators: the definition of a connector and its draft.</summary>
    Draft,

    /// <summary>For administrators: the definition by fields, and the form of a part of it.</summary>
    Editor,

    /// <summary>For administrators: the versions of a connector.</summary>
    Versions,

    /// <summary>For administrators: the audit of a connector.</summary>
    Audit,

    /// <summary>For administrators: the chats.</summary>
    Chats,

    /// <summary>For administrators: a chat.</summary>
    Chat,

    /// <summary>The integrations that a person can activate.</summary>
    Integrations,

    /// <summary>An integration: what it lacks for a person, and its variables.</summary>
    Integration,

    /// <summary>What belongs to a person, before it is deleted.</summary>
    Person,

    /// <summary>A request that was refused, or that failed.</summary>
    Problem,
}

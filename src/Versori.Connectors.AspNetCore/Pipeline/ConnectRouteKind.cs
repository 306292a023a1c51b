namespace Versori.Connectors.AspNetCore.Pipeline;

/// <summary>What protects a route, and how it reports errors.</summary>
internal enum ConnectRouteKind
{
    /// <summary>A page for the host's user; posted forms carry an antiforgery token.</summary>
    Page,

    /// <summary>A page whose permission is in the request itself; posted forms carry an antiforgery token.</summary>
    OpenPage,

    /// <summary>A page of a connect session, for the browser that opened it.</summary>
    SessionPage,

    /// <summary>JSON of a connect session, for the browser that opened it.</summary>
    SessionApi,

    /// <summary>A page that other sites navigate to, such as a callback.</summary>
    Callback,

    /// <summary>JSON for the host's user; other sites' requests are refused.</summary>
    Api,

    /// <summary>Machines: what is sent is verified by the handler.</summary>
    Machine,
}

namespace Versori.Connectors.Diagnostics;

/// <summary>What a token is requested for.</summary>
internal enum TokenPurpose
{
    /// <summary>A new connection, or new credentials of an existing one.</summary>
    Connect,

    /// <summary>A sign-in of a person.</summary>
    SignIn,

    /// <summary>The refresh of a token.</summary>
    Refresh,

    /// <summary>The upgrade of a connection to the connector's current methods.</summary>
    Upgrade,
}

namespace Versori.Connectors.Tests.Invocation.Faults;

/// <summary>What follows the bytes of a fault.</summary>
public enum FaultEnding
{
    /// <summary>The server closes the connection.</summary>
    Close,

    /// <summary>The server resets the connection.</summary>
    Reset,

    /// <summary>Nothing follows, and the connection stays open.</summary>
    Stall,

    /// <summary>The server reads the next request.</summary>
    Continue,
}

namespace Versori.Connectors.Benchmarks.Wires;

/// <summary>How the stub at the end of every pipeline answers.</summary>
public enum Wire
{
    /// <summary>At once.</summary>
    Synchronous,

    /// <summary>Later, as a socket does.</summary>
    Asynchronous,
}

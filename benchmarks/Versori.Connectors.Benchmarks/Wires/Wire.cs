namespace Versori.Connectors.Benchmarks.Wires;

/// <summary>How the stub at the end of every pipeline responds.</summary>
public enum Wire
{
    /// <summary>With a completed task.</summary>
    Synchronous,

    /// <summary>Later, like a socket.</summary>
    Asynchronous,
}

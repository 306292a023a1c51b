namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>
/// What a client with relative URLs is compared with, and the two kinds that have a placeholder address.
/// </summary>
public enum TypedClientKind
{
    /// <summary>A handler that sets a prebuilt header, and a base address that is known.</summary>
    HandWritten,

    /// <summary>A client of a template that was made before its connection was known.</summary>
    MadeBefore,

    /// <summary>A client whose owner is found for each request.</summary>
    PerOwner,
}

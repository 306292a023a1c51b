namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>
/// The baseline for clients with relative URLs, and the two kinds with a placeholder address.
/// </summary>
public enum TypedClientKind
{
    /// <summary>A handler that sets a prebuilt header, and a base address that is known.</summary>
    HandWritten,

    /// <summary>A client of a template that was created before its connection was known.</summary>
    MadeBefore,

    /// <summary>A client whose owner is found for each request.</summary>
    PerOwner,

    /// <summary>As <see cref="PerOwner"/>, with many owners that call in turn or in random order.</summary>
    ManyOwners,
}

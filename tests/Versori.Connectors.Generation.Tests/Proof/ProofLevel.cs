namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>What a run showed of the plan of a requirement.</summary>
internal enum ProofLevel
{
    /// <summary>A need was not found, or an endpoint was not executed with success.</summary>
    NotProven,

    /// <summary>All needed endpoints were executed, after ticking some of them or lists for their ids.</summary>
    WithSuggestions,

    /// <summary>All needed endpoints were chosen and executed, with ids from chosen endpoints.</summary>
    AsChosen,
}

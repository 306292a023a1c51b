namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>What a run showed of the plan of a requirement.</summary>
internal enum ProofLevel
{
    /// <summary>A need was not found, or an endpoint was not executed with success.</summary>
    NotProven,

    /// <summary>All needed endpoints were executed, some of them or of the lists for their ids after ticking suggestions.</summary>
    WithSuggestions,

    /// <summary>All needed endpoints were chosen and executed, with ids from chosen endpoints.</summary>
    AsChosen,
}

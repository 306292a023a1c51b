namespace Versori.Connectors;

/// <summary>Whether a fact was compared with its source.</summary>
public enum KnownFactStatus
{
    /// <summary>It was written from knowledge of the vendor's documentation; the page was not read for it.</summary>
    Unverified,

    /// <summary>It was compared with the page.</summary>
    Verified,
}

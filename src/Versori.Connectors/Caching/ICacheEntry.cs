namespace Versori.Connectors.Caching;

/// <summary>Something that a bounded cache holds.</summary>
internal interface ICacheEntry
{
    /// <summary>Whether it was looked up since the cache last made room.</summary>
    bool WasUsed { get; set; }
}

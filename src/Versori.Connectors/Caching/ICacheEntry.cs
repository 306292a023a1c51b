namespace Versori.Connectors.Caching;

/// <summary>An entry of a bounded cache.</summary>
internal interface ICacheEntry
{
    /// <summary>Whether it was looked up since the cache last evicted entries.</summary>
    bool WasUsed { get; set; }
}

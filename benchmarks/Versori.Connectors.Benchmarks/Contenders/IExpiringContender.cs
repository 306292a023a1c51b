namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>A contender that requests its own tokens, so that a token can expire.</summary>
public interface IExpiringContender : IContender
{
    /// <summary>Makes the connection's token expire.</summary>
    ValueTask ExpireAsync(int connection);
}

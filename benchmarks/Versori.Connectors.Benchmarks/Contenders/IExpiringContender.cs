namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>A contender that fetches its own tokens, so that one can expire.</summary>
public interface IExpiringContender : IContender
{
    /// <summary>From now on the connection's token is too old to be used.</summary>
    ValueTask ExpireAsync(int connection);
}

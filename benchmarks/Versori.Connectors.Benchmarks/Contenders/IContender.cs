namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>One way of sending authenticated requests for many connections.</summary>
public interface IContender : IAsyncDisposable
{
    /// <summary>
    /// Sends one GET, created with <see cref="Arena.NewRequest"/>, with the credential of this connection. The first
    /// call of a connection may request its token; every later call is the hot path.
    /// </summary>
    Task<HttpResponseMessage> SendAsync(int connection);
}

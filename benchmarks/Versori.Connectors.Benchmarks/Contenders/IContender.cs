namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>One way of sending authenticated requests for many connections.</summary>
public interface IContender : IAsyncDisposable
{
    /// <summary>
    /// Sends one GET, made with <see cref="Arena.NewRequest"/>, with the credential of this connection. The first call of a
    /// connection may fetch its token; every later one is the hot path.
    /// </summary>
    Task<HttpResponseMessage> SendAsync(int connection);
}

using System.Collections.Concurrent;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <summary>
/// Sends the requests that a redirect leads out of a connection's origins. Such a URL comes from outside, so that the
/// <see cref="EgressPolicy"/> applies: a system that is connected to must not make the host call into its own network.
/// </summary>
internal sealed class RedirectedRequests(PipelineCopies copies, EgressPolicy policy) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<PipelineCopy>> _pipelines = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether the policy applies to a URL. It does not if the host trusts its origin, or if it leads from the local
    /// machine to the local machine.
    /// </summary>
    public bool AreRestricted(Uri url, PreparedConnection from) =>
        !Origins.Contains(from.Origins, url)
        && !policy.Trusts(url)
        && !(url.IsLoopback && Array.Exists(from.Origins, origin => new Uri(origin).IsLoopback));

    /// <param name="pipeline">The name of the pipeline whose handlers and settings are used.</param>
    /// <param name="request">The request, without credentials.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">The URL is not allowed.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        string pipeline, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await Get(pipeline).SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception) when (EgressPolicy.Refusal(exception) is { } refusal)
        {
            throw new ConnectorException(refusal.Error, exception);
        }
    }

    /// <summary>Sends a request synchronously.</summary>
    /// <exception cref="ConnectorException">The URL is not allowed.</exception>
    public HttpResponseMessage Send(string pipeline, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Get(pipeline).Send(request, cancellationToken);
        }
        catch (HttpRequestException exception) when (EgressPolicy.Refusal(exception) is { } refusal)
        {
            throw new ConnectorException(refusal.Error, exception);
        }
    }

    public void Dispose()
    {
        foreach (var (_, pipeline) in _pipelines)
        {
            if (pipeline.IsValueCreated) pipeline.Value.Dispose();
        }
    }

    private PipelineCopy Get(string name) => _pipelines.GetOrAdd(name, Create).Value;

    private Lazy<PipelineCopy> Create(string name) =>
        new(() => copies.Build(name, builder => EgressPipeline.Guard(builder, policy)));
}

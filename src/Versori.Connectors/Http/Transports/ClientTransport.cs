using System.Diagnostics;
using Versori.Connectors.Authentication.ClientCertificates;

namespace Versori.Connectors.Http;

/// <summary>
/// Sends the requests of one connection that has a client certificate, over TLS connections that no other connection
/// uses. The TLS connections are closed when the transport is retired and no request is in progress. A call that still
/// holds a retired transport can use it.
/// </summary>
/// <param name="fingerprint">
/// A hash of the certificate and the settings. Distinguishes the certificates of a connection.
/// </param>
/// <param name="identity">The client certificate that the transport presents.</param>
/// <param name="pipelines">Builds the pipelines that requests are sent through.</param>
[DebuggerDisplay(Secret.Redacted)]
internal sealed class ClientTransport(string fingerprint, ClientIdentity identity, PipelineCopies pipelines)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PipelineCopy> _open = new(StringComparer.Ordinal);
    private int _requestsInProgress;
    private bool _isRetired;

    public string Fingerprint => fingerprint;

    /// <summary>Whether the transport presents a client certificate, and does not only trust authorities.</summary>
    public bool HasCertificate => identity.HasCertificate;

    /// <summary>Whether connections share the transport, because it holds nothing of a single connection.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether the transport has pipelines, and therefore may have open TLS connections.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate) return _open.Count > 0;
        }
    }

    /// <param name="pipeline">The name of the pipeline that the request is sent through.</param>
    /// <param name="request">The request. The certificate may be presented to its origin.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<HttpResponseMessage> SendAsync(
        string pipeline, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CertificateGuard.AllowOrigin(request);
        var sender = Enter(pipeline);
        try
        {
            return await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Sends a request synchronously.</summary>
    public HttpResponseMessage Send(string pipeline, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CertificateGuard.AllowOrigin(request);
        var sender = Enter(pipeline);
        try
        {
            return sender.Send(request, cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Retires the transport, because another one has replaced it or its connection was removed.</summary>
    public void CloseWhenIdle()
    {
        lock (_gate)
        {
            _isRetired = true;
            CloseIfIdle();
        }
    }

    /// <summary>Takes a retired transport into use again.</summary>
    public void Revive()
    {
        lock (_gate) _isRetired = false;
    }

    public override string ToString() => Secret.Redacted;

    private PipelineCopy Enter(string name)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(name, out var pipeline))
            {
                pipeline = Build(name);
                _open[name] = pipeline;
            }

            _requestsInProgress++;
            return pipeline;
        }
    }

    private PipelineCopy Build(string name) => pipelines.Build(name, builder => builder.PrimaryHandler =
        new CertificateGuard
        {
            InnerHandler = CertificatePrimaryHandler.Create(builder.PrimaryHandler, name, identity),
        });

    private void Leave()
    {
        lock (_gate)
        {
            _requestsInProgress--;
            CloseIfIdle();
        }
    }

    // A response body that is still being read keeps its TLS connection open until the end of the body.
    private void CloseIfIdle()
    {
        if (!_isRetired || _requestsInProgress > 0) return;
        foreach (var (_, pipeline) in _open) pipeline.Dispose();
        _open.Clear();
    }
}

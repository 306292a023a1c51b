using System.Diagnostics;
using Versori.Connectors.Authentication.ClientCertificates;

namespace Versori.Connectors.Http;

/// <summary>
/// Sends the requests of one connection that has a client certificate, over TLS connections that nobody else uses. What it
/// has opened is closed once it is retired and nothing is under way; a call that still holds it then is served all the same.
/// </summary>
/// <param name="fingerprint">A hash of what it was made of; tells one certificate of a connection from the next.</param>
/// <param name="identity">What it presents.</param>
/// <param name="pipelines">Builds what it sends through.</param>
[DebuggerDisplay(Secret.Redacted)]
internal sealed class ClientTransport(string fingerprint, ClientIdentity identity, CertificatePipelines pipelines)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CertificatePipeline> _open = new(StringComparer.Ordinal);
    private int _underWay;
    private bool _isRetired;

    public string Fingerprint => fingerprint;

    /// <summary>Whether it holds TLS connections, or may.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate) return _open.Count > 0;
        }
    }

    /// <param name="pipeline">The name of the pipeline whose handlers the request goes through.</param>
    /// <param name="request">The request, whose origin the certificate may be presented to.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<HttpResponseMessage> SendAsync(string pipeline, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CertificateGuard.Admit(request);
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

    /// <summary>Another has taken its place, or its connection is gone.</summary>
    public void Retire()
    {
        lock (_gate)
        {
            _isRetired = true;
            CloseIfIdle();
        }
    }

    /// <summary>It is in use after all.</summary>
    public void Revive()
    {
        lock (_gate) _isRetired = false;
    }

    public override string ToString() => Secret.Redacted;

    private CertificatePipeline Enter(string name)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(name, out var pipeline)) _open[name] = pipeline = pipelines.Build(name, identity);
            _underWay++;
            return pipeline;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _underWay--;
            CloseIfIdle();
        }
    }

    // A body that is still being read keeps its TLS connection until its end.
    private void CloseIfIdle()
    {
        if (!_isRetired || _underWay > 0) return;
        foreach (var (_, pipeline) in _open) pipeline.Dispose();
        _open.Clear();
    }
}

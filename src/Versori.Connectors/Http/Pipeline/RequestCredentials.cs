using System.Runtime.CompilerServices;
using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.SessionToken;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <summary>
/// Puts the credentials of a connection on a request to the external system. No other code does: here, the request's
/// origin is checked against the snapshot that the credentials come from, for the first request as for a repeated or
/// redirected one.
/// </summary>
internal static class RequestCredentials
{
    /// <summary>Whether the snapshot of the credentials allows them to be sent to a URL.</summary>
    public static bool MayBeSentTo(PreparedConnection prepared, Uri? url) =>
        url is { IsAbsoluteUri: true } && Origins.Contains(prepared.Origins, url);

    /// <summary>
    /// Sets the only headers that a warm call needs, the credential and the engine's <c>User-Agent</c>. Returns
    /// <see langword="false"/> if it needs more, or if the URL does not begin with the connection's first origin.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySetHeader(in WarmView view, HttpRequestMessage request)
    {
        if (view.Authorization is not { } authorization) return false;
        if (!Origins.Begins(view.Origin, request.RequestUri) || HostHeader.IsSet(request)) return false;
        UserAgent.AddTo(request);
        request.Headers.Authorization = authorization;
        return true;
    }

    /// <summary>
    /// Applies the authenticators. Completes synchronously unless one of them has to read the request's content.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// The credentials must not be sent to the request's origin, or its <c>Host</c> header is for another host.
    /// </exception>
    public static ValueTask ApplyAsync(
        PreparedConnection prepared,
        RequestAuthenticator[] authenticators,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        if (!MayBeSentTo(prepared, request.RequestUri)) throw NotAllowed(prepared, request.RequestUri);
        HostHeader.ThrowIfForeign(request, authenticators);
        return ApplyAllAsync(authenticators, request, cancellationToken);
    }

    /// <summary>
    /// Applies the authenticators to a request that is repeated or redirected. Its <c>Host</c> header was checked
    /// before, or was set by an authenticator of the host's own.
    /// </summary>
    /// <exception cref="ConnectorException">The credentials must not be sent to the request's origin.</exception>
    public static ValueTask ApplyAgainAsync(
        PreparedConnection prepared,
        RequestAuthenticator[] authenticators,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        return MayBeSentTo(prepared, request.RequestUri)
            ? ApplyAllAsync(authenticators, request, cancellationToken)
            : throw NotAllowed(prepared, request.RequestUri);
    }

    /// <summary>
    /// Applies the authenticators to a request that an auth method defines. Its rule for hosts is a little wider.
    /// </summary>
    /// <exception cref="ConnectorException">The credentials must not be sent to the request's origin.</exception>
    public static ValueTask ApplyAsync(
        SessionRun run,
        AuthRequest definition,
        RequestAuthenticator[] authenticators,
        HttpRequestMessage request,
        CancellationToken cancellationToken) =>
        SessionOrigins.IsAllowed(run, definition, request.RequestUri!)
            ? ApplyAllAsync(authenticators, request, cancellationToken)
            : throw ConnectionErrors.Create(
                ConnectorErrorCode.OriginNotAllowed,
                $"The credentials of '{run.Method.Id}' may not be sent to {Origins.Of(request.RequestUri!)}. Write its "
                    + "host in the definition of the request, without an expression.",
                run.Method.Id);

    private static ValueTask ApplyAllAsync(
        RequestAuthenticator[] authenticators, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var i = 0; i < authenticators.Length; i++)
        {
            var applying = authenticators[i].ApplyAsync(request, cancellationToken);
            if (!applying.IsCompletedSuccessfully)
                return FinishAsync(applying, i + 1, authenticators, request, cancellationToken);
        }

        return default;
    }

    private static async ValueTask FinishAsync(
        ValueTask applying,
        int next,
        RequestAuthenticator[] authenticators,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        await applying.ConfigureAwait(false);
        for (; next < authenticators.Length; next++)
        {
            await authenticators[next].ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ConnectorException NotAllowed(PreparedConnection prepared, Uri? url)
    {
        var target = url is { IsAbsoluteUri: true } ? Origins.Of(url) : "a relative URL";
        return ConnectionErrors.Create(
            ConnectorErrorCode.OriginNotAllowed,
            $"The request is for {target}, but the credentials of '{prepared.Connection.Name}' may be sent to "
            + $"{string.Join(", ", prepared.Origins)} only. Use a plain HttpClient for "
            + "other hosts. If an endpoint of the connector is there, approve the origin "
            + "(IConnectionMaintenance.ApproveOriginAsync).",
            prepared.Connection.Id.ToString());
    }
}

using Versori.Connectors.Http;

namespace Versori.Connectors.Generation.Reading;

/// <summary>Creates the clients that fetch documents. None of them follows redirects by itself.</summary>
/// <param name="Policy">Where the URLs of documents may lead.</param>
/// <param name="Create">
/// Creates a client, from whether the URL's origin is trusted, and whether the request is redirected to another origin.
/// Such a request does not have the headers that the host sets for its client.
/// </param>
internal sealed record DocumentClients(EgressPolicy Policy, Func<bool, bool, HttpMessageInvoker> Create)
{
    private static readonly SocketsHttpHandler Direct = CreateHandler();
    private static readonly Lazy<HttpMessageHandler> Guarded = new(() => Guard(Direct, CreatePolicy(new())));

    /// <summary>Creates clients without dependency injection.</summary>
    /// <param name="handler">The host's handler; <see langword="null"/> for a shared one.</param>
    /// <param name="options">The host's rules for URLs from outside; <see langword="null"/> for the defaults.</param>
    public static DocumentClients Of(HttpMessageHandler? handler, ExternalUrlOptions? options)
    {
        var policy = CreatePolicy(options ?? new());
        var usesShared = handler is null && options is null;
        var guarded = usesShared ? Guarded : new(() => Guard(handler ?? Direct, policy));
        var direct = new Lazy<HttpMessageHandler>(() => handler is null ? Direct : WithoutRedirects(handler));
        return new(policy, (isTrusted, _) => new((isTrusted ? direct : guarded).Value, disposeHandler: false));
    }

    /// <summary>Creates clients of a host's factory.</summary>
    public static DocumentClients Of(
        IHttpClientFactory clients, IHttpMessageHandlerFactory handlers, EgressPolicy policy) =>
        new(policy, (isTrusted, isForeign) =>
        {
            var name = isTrusted ? DocumentFetcher.ClientName : DocumentFetcher.ExternalClientName;
            return isForeign
                ? new HttpMessageInvoker(handlers.CreateHandler(name), disposeHandler: false)
                : clients.CreateClient(name);
        });

    private static EgressPolicy CreatePolicy(ExternalUrlOptions options) => new(options, new SystemHostNameResolver());

    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private static EgressGuard Guard(HttpMessageHandler handler, EgressPolicy policy)
    {
        var (primary, guard) = GuardedPrimaryHandler.Create(handler, policy);
        guard.InnerHandler = primary;
        return guard;
    }

    private static HttpMessageHandler WithoutRedirects(HttpMessageHandler handler)
    {
        if (CertificatePrimaryHandler.TryCopy(handler) is not { } copy) return handler;
        copy.AllowAutoRedirect = false;
        return copy;
    }
}

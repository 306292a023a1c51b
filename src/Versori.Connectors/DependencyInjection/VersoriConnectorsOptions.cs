namespace Versori.Connectors;

/// <summary>The engine's settings. They are validated when the host starts.</summary>
public sealed class VersoriConnectorsOptions
{
    /// <summary>
    /// The environment whose bindings are used, for example <c>production</c>. Default: empty, for hosts with only one.
    /// </summary>
    public string Environment { get; set; } = "";

    /// <summary>
    /// The longest time before its expiry at which a token is refreshed. It is limited to a tenth of the token's
    /// lifetime, so that a short-lived token is not refreshed on every use. Default: 60 seconds. Range: 0 to 1 hour.
    /// </summary>
    public TimeSpan RefreshMargin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long data from a store is used before it is read again. A change made on another machine is noticed within
    /// this time. Default: 30 seconds. Range: 0 to 1 hour.
    /// </summary>
    public TimeSpan CacheDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many connections are cached. Default: 10,000. Range: 1 to 10,000,000.</summary>
    public int CacheCapacity { get; set; } = 10_000;

    /// <summary>How long a sign-in may take. Default: 10 minutes. Range: 1 minute to 1 day.</summary>
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a token request, or the check of a credential, may take. Default: 30 seconds. Range: 1 ms to 10
    /// minutes.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a call waits for data from a store. A store that takes longer counts as failed: calls of cached
    /// connections use the cached data, others throw a <see cref="ConnectorStoreException"/>. Default: 5 seconds.
    /// Range: 1 ms to 10 minutes.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest wait between two attempts to refresh after transient failures, and the longest pause of a
    /// connection's calls, even if the external system requests a longer one (<c>Retry-After</c>). Default: 5 minutes.
    /// Range: 1 second to 1 day.
    /// </summary>
    public TimeSpan MaximumBackoff { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// After how many rejections in a row a connection needs reauthorization, if no refresh can replace its credential,
    /// such as a static key that is answered with 401. Counted in each process. Default: <see langword="null"/>, never.
    /// Range: 1 to 1,000,000.
    /// </summary>
    public int? RejectionsBeforeReauthorization { get; set; }

    /// <summary>
    /// How often a request that is safe to repeat is sent again after a failure that may be temporary, unless the
    /// connector's definition says otherwise (<see cref="ConnectorDefinition.Retry"/>). 0: never. Nothing is sent again
    /// by the engine if the host has put a resilience handler on the client. Default: 2. Range: 0 to 10.
    /// </summary>
    public int MaximumRetries { get; set; } = 2;

    /// <summary>
    /// The longest wait before a request is sent again. If the external system demands a longer one
    /// (<c>Retry-After</c>), the caller receives its response at once. Default: 30 seconds. Range: 0 to 1 day.
    /// </summary>
    public TimeSpan MaximumRetryWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a call may wait for the limits of the external system. A call that would have to wait longer fails at
    /// once with <see cref="ConnectorErrorCode.Limited"/>. <see cref="ConnectorRequestOptions.MaximumLimitWait"/> sets
    /// it for one request. Default: 100 seconds, as the time-out of an <see cref="HttpClient"/>. Range: 0 to 1 day.
    /// </summary>
    public TimeSpan MaximumLimitWait { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// The largest response body that an endpoint's invocation reads, in bytes. Default: 16 MiB. Range: 1 to
    /// 2,147,483,647.
    /// </summary>
    public int MaximumResponseBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// The largest content of a request that is kept in memory to be sent again, for example after a 401 response, in
    /// bytes. Content of known length is buffered up to this size, whatever its type. Seekable streams are rewound
    /// instead, whatever their size. 0 keeps nothing. Default: 1 MiB. Range: 0 to 2,147,483,647.
    /// </summary>
    public int MaximumReplayBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// The largest body of a webhook request that is verified, in bytes. Default: 25 MiB. Range: 1 to 2,147,483,647.
    /// </summary>
    public int MaximumWebhookBytes { get; set; } = 25 * 1024 * 1024;
}

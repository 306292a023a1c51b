namespace Versori.Connectors;

/// <summary>The engine's settings. They are validated when the host starts.</summary>
public sealed class VersoriConnectorsOptions
{
    /// <summary>
    /// The environment whose bindings are used, such as <c>production</c>. Default: empty, for hosts that have only one.
    /// </summary>
    public string Environment { get; set; } = "";

    /// <summary>
    /// How long before expiry a token is renewed, at the most; never more than a tenth of its lifetime, so that a
    /// short-lived token is not renewed on every use. Default: 60 seconds. Range: 0 to 1 hour.
    /// </summary>
    public TimeSpan RenewalMargin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long what was read from a store is used before it is read again: a change made on another machine is seen
    /// within this time. Default: 30 seconds. Range: 0 to 1 hour.
    /// </summary>
    public TimeSpan CacheDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many connections are kept ready to use. Default: 10,000. Range: 1 to 10,000,000.</summary>
    public int CacheCapacity { get; set; } = 10_000;

    /// <summary>How long a person may take to sign in and come back. Default: 10 minutes. Range: 1 minute to 1 day.</summary>
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a token request, or trying a credential, may take. Default: 30 seconds. Range: 1 ms to 10 minutes.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a call waits for what it has to read from a store. A store that takes longer counts as one that has failed:
    /// warm connections go on with what is known, others get a <see cref="ConnectorStoreException"/>. Default: 5 seconds. Range:
    /// 1 ms to 10 minutes.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest wait between two attempts at renewing after transient failures, also where the external system asks
    /// for more (<c>Retry-After</c>). Default: 5 minutes. Range: 1 second to 1 day.
    /// </summary>
    public TimeSpan MaximumBackoff { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The largest answer that invoking an endpoint reads, in bytes. Default: 16 MiB. Range: 1 to 2,147,483,647.</summary>
    public int MaximumResponseBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>The largest body of a webhook's request that is checked, in bytes. Default: 25 MiB. Range: 1 to 2,147,483,647.</summary>
    public int MaximumWebhookBytes { get; set; } = 25 * 1024 * 1024;
}

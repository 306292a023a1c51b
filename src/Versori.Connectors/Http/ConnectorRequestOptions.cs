namespace Versori.Connectors;

/// <summary>Options that a caller can set on a request (<see cref="HttpRequestMessage.Options"/>).</summary>
public static class ConnectorRequestOptions
{
    /// <summary>
    /// The services with which the owner of the request is found, for example those of the web request that it is sent
    /// for. They are used while the request is being sent, and are not kept.
    /// </summary>
    public static HttpRequestOptionsKey<IServiceProvider> Services { get; } = new("Versori.Connectors.Services");

    /// <summary>
    /// How long the request may wait for the limits of the external system. Default:
    /// <see cref="VersoriConnectorsOptions.MaximumLimitWait"/>. <see cref="TimeSpan.Zero"/>: it does not wait.
    /// </summary>
    public static HttpRequestOptionsKey<TimeSpan> MaximumLimitWait { get; } =
        new("Versori.Connectors.MaximumLimitWait");
}

namespace Versori.Connectors;

/// <summary>
/// Where URLs that come from outside may lead: URLs of documents and their redirects, and URLs that discovery finds
/// (RFC 8414, RFC 9728). Such a URL must use <c>https</c> and reach a public address, unless its origin is trusted. The
/// origins of a connector's own base URLs are always trusted for that connector. The settings are validated when the
/// host starts.
/// </summary>
public sealed class ExternalUrlOptions
{
    /// <summary>
    /// The origins that URLs from outside may have although they use plain <c>http</c> or reach an address that is not
    /// public: scheme, host and port, for example <c>https://sign-in.corp.example</c> or <c>http://localhost:5000</c>.
    /// The port <c>*</c> stands for every port. Default: none.
    /// </summary>
    public IReadOnlyList<string> TrustedOrigins { get; set; } = [];

    /// <summary>
    /// Whether URLs from outside may reach addresses that are not public, such as those of a private network. They
    /// still must use <c>https</c>, except to the local machine. Use it only where no document and no external system
    /// is less trusted than the host's own network. Default: no.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Adds to <see cref="TrustedOrigins"/>.</summary>
    /// <param name="origins">The origins.</param>
    public void Trust(params string[] origins) => TrustedOrigins = [.. TrustedOrigins, .. origins];

    internal IEnumerable<string> Problems() => TrustedOrigins
        .Where(origin => !Http.TrustedOrigin.IsValid(origin))
        .Select(origin =>
            $"{nameof(ExternalUrlOptions)}.{nameof(TrustedOrigins)} contains '{origin}', which is not an origin. "
            + "Write it as https://host, or https://host:port.");
}

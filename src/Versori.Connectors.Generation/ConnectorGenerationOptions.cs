namespace Versori.Connectors.Generation;

/// <summary>Limits of reading and planning. Checked when the host starts.</summary>
public sealed class ConnectorGenerationOptions
{
    /// <summary>The largest document that is read, in bytes, YAML aliases expanded. Default: 64 MiB. Range: 1 KiB to 1 GiB.</summary>
    public int MaximumDocumentSize { get; set; } = 64 * 1024 * 1024;

    /// <summary>The most endpoints a plan gives to one connector. Default: 12. Range: 1 to 200.</summary>
    public int MaximumEndpointsPerConnector { get; set; } = 12;

    /// <summary>How long fetching one document may take, to its last byte. Default: 60 seconds. Range: more than 0, at most 1 hour.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    internal IEnumerable<string> Problems()
    {
        if (MaximumDocumentSize is < 1024 or > 1024 * 1024 * 1024)
        {
            yield return $"{nameof(MaximumDocumentSize)} is {MaximumDocumentSize}; it must be from 1024 to 1073741824 bytes.";
        }

        if (MaximumEndpointsPerConnector is < 1 or > 200)
        {
            yield return $"{nameof(MaximumEndpointsPerConnector)} is {MaximumEndpointsPerConnector}; it must be from 1 to 200.";
        }

        if (RequestTimeout <= TimeSpan.Zero || RequestTimeout > TimeSpan.FromHours(1))
        {
            yield return $"{nameof(RequestTimeout)} is {RequestTimeout}; it must be more than zero and at most one hour.";
        }
    }
}

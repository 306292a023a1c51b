namespace Versori.Connectors;

/// <summary>The settings of tests of endpoints.</summary>
public sealed record EndpointTestOptions
{
    /// <summary>
    /// Whether endpoints that change something in the external system are called, too: POST, PUT, PATCH, DELETE, and
    /// those whose names say so. Use a test account. Ids in their paths are only those that the test itself created, or
    /// that <see cref="Values"/> and <see cref="Arguments"/> give. Default: no.
    /// </summary>
    public bool IncludesUnsafeMethods { get; init; }

    /// <summary>
    /// Values of parameters by their names, for all endpoints that have them, such as the <c>owner</c> of a repository.
    /// They take precedence over examples and over what lists return.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } =
        new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Arguments of single endpoints, by the endpoints' ids. They take precedence over all others.</summary>
    public IReadOnlyDictionary<string, EndpointArguments> Arguments { get; init; } =
        new Dictionary<string, EndpointArguments>(StringComparer.Ordinal);

    /// <summary>How arguments are made. Default: what is required, from examples where there are some.</summary>
    public ExampleOptions Examples { get; init; } = new();

    /// <summary>
    /// How long a call may take. Default: <see cref="VersoriConnectorsOptions.RequestTimeout"/>. Range: more than zero,
    /// up to one day.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The largest number of calls of one test. The remaining endpoints are skipped. Default: 1,000.</summary>
    public int MaximumCalls { get; init; } = 1000;
}

namespace Versori.Connectors;

/// <summary>
/// A value that is captured at sign-in, such as <c>instance_url</c> or <c>realmId</c>, and that the connector's
/// expressions use by its name. It is kept with the connection. A value that is not secret is part of the snapshot, so
/// the base URL may use it; the resulting host is then fixed in <see cref="AuthSnapshot.Origins"/>.
/// </summary>
public sealed record CapturedValue
{
    /// <summary>The name that expressions use. It must differ from the names of inputs and fields.</summary>
    public required string Name { get; init; }

    /// <summary>The source of the value. Default: the token response.</summary>
    public CapturedValueSource From { get; init; }

    /// <summary>
    /// The member's name, or a JSON pointer such as <c>/data/api_domain</c>. Default: <see cref="Name"/>.
    /// </summary>
    public string? Selector { get; init; }

    /// <summary>
    /// A regular expression that the whole value must match, such as <c>https://[a-z0-9-]+\.my\.example</c>.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>Whether sign-in succeeds without the value. Default: no.</summary>
    public bool Optional { get; init; }

    /// <summary>
    /// Whether the value is kept as a secret. A secret value can be used in what is sent, but not in the base URL.
    /// Default: no.
    /// </summary>
    public bool IsSecret { get; init; }
}

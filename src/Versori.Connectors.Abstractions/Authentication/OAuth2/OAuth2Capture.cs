namespace Versori.Connectors;

/// <summary>
/// A value that signing in brings along, such as <c>instance_url</c> or <c>realmId</c>, and that templates of the
/// connector use by its name. It is kept with the connection: one that is not secret in the snapshot, so that it may be
/// part of the base URL, whose host is then fixed among <see cref="AuthSnapshot.Origins"/>.
/// </summary>
public sealed record OAuth2Capture
{
    /// <summary>The name that templates use. It differs from those of inputs and fields.</summary>
    public required string Name { get; init; }

    /// <summary>What it is captured from. Default: the token endpoint's answer.</summary>
    public OAuth2CaptureSource From { get; init; }

    /// <summary>Its name, or its JSON pointer such as <c>/data/api_domain</c>. Default: <see cref="Name"/>.</summary>
    public string? Path { get; init; }

    /// <summary>A regular expression that the whole value must match, such as <c>https://[a-z0-9-]+\.my\.example</c>.</summary>
    public string? Pattern { get; init; }

    /// <summary>Whether signing in succeeds without it. Default: no.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether it is kept as a secret; it can then be used in what is sent, but not in the base URL. Default: no.</summary>
    public bool Secret { get; init; }
}

namespace Versori.Connectors;

/// <summary>
/// A key that the external system sends with each request. It proves who the sender is, but not that the content is
/// unchanged.
/// </summary>
public sealed record ApiKeyWebhookScheme : WebhookScheme
{
    /// <summary>Where the key is: in a header or in the query.</summary>
    public required WebhookValue Key { get; init; }

    /// <summary>The text before the key, such as <c>Bearer </c>. Default: none.</summary>
    public string Prefix { get; init => field = value ?? ""; } = "";
}

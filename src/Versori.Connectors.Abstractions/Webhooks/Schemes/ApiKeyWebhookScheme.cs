namespace Versori.Connectors;

/// <summary>A key that the external system sends along. It says who sends, not that what is sent is unchanged.</summary>
public sealed record ApiKeyWebhookScheme : WebhookScheme
{
    /// <summary>Where the key stands: in a header or in the query.</summary>
    public required WebhookValue Key { get; init; }

    /// <summary>What stands before it, such as <c>Bearer </c>. Default: nothing.</summary>
    public string Prefix { get; init => field = value ?? ""; } = "";
}

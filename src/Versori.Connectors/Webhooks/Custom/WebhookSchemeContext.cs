using System.Diagnostics;
using System.Text.Json;

namespace Versori.Connectors;

/// <summary>
/// A delivery that an <see cref="IWebhookSchemeHandler"/> checks. Its text form shows no secret and no content.
/// </summary>
public sealed class WebhookSchemeContext
{
    /// <summary>The webhook as it is in the published definition.</summary>
    public required WebhookDefinition Webhook { get; init; }

    /// <summary>The handler's settings: a JSON object.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>The received request. Its body is unchanged.</summary>
    public required WebhookRequest Request { get; init; }

    /// <summary>
    /// The webhook's signing secrets; several while a secret is being rotated, and none if none is set.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public required IReadOnlyList<Secret> Secrets { get; init; }

    /// <summary>The time to compare timestamps with.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Returns the webhook's id.</summary>
    public override string ToString() => Webhook.Id;
}

using System.Text.Json.Serialization;

namespace Versori.Connectors;

/// <summary>How the host verifies that deliveries of a webhook are genuine.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HmacWebhookScheme), "hmac")]
[JsonDerivedType(typeof(StandardWebhooksScheme), "standardWebhooks")]
[JsonDerivedType(typeof(HttpSignatureWebhookScheme), "httpMessageSignature")]
[JsonDerivedType(typeof(ApiKeyWebhookScheme), "apiKey")]
[JsonDerivedType(typeof(BasicWebhookScheme), "basic")]
[JsonDerivedType(typeof(CustomWebhookScheme), "custom")]
[JsonDerivedType(typeof(NoWebhookScheme), "none")]
public abstract record WebhookScheme
{
    private protected WebhookScheme()
    {
    }
}

using System.Text.Json.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The request with which an external system verifies that the host controls the address, before it sends any
/// deliveries.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(EchoWebhookChallenge), "echo")]
[JsonDerivedType(typeof(HmacWebhookChallenge), "hmac")]
[JsonDerivedType(typeof(HeaderWebhookChallenge), "header")]
public abstract record WebhookChallenge
{
    private protected WebhookChallenge()
    {
    }
}

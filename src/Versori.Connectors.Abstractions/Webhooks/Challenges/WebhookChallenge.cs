using System.Text.Json.Serialization;

namespace Versori.Connectors;

/// <summary>What an external system asks before it sends anything, to see that the address is the host's.</summary>
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

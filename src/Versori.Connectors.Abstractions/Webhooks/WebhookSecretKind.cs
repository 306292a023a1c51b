namespace Versori.Connectors;

/// <summary>The purpose of a webhook's secret.</summary>
public enum WebhookSecretKind
{
    /// <summary>Deliveries are signed with it or contain it.</summary>
    Signing,

    /// <summary>Challenges contain it, such as Meta's <c>hub.verify_token</c>. Nothing is signed with it.</summary>
    VerifyToken,
}

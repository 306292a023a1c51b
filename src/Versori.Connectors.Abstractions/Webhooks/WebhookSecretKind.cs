namespace Versori.Connectors;

/// <summary>What a secret of a webhook is for.</summary>
public enum WebhookSecretKind
{
    /// <summary>Deliveries are signed with it, or carry it.</summary>
    Signing,

    /// <summary>A challenge carries it, as Meta's <c>hub.verify_token</c>. Nothing is signed with it.</summary>
    VerifyToken,
}

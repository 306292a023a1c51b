namespace Versori.Connectors.Webhooks;

/// <summary>A request is malformed. The verifier catches this exception.</summary>
internal sealed class WebhookMalformedException(string message) : Exception(message);

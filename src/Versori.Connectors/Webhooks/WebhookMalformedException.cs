namespace Versori.Connectors.Webhooks;

/// <summary>A request cannot be checked. It never leaves the verifier.</summary>
internal sealed class WebhookMalformedException(string message) : Exception(message);

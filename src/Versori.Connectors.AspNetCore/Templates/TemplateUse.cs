namespace Versori.Connectors.AspNetCore.Templates;

/// <summary>A template that uses a connector, and the connection that it is bound to.</summary>
internal sealed record TemplateUse(ConnectionTemplate Template, Owner Owner, ConnectionId? Bound);

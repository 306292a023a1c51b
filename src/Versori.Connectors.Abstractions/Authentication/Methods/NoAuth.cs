namespace Versori.Connectors;

/// <summary>The external system needs no authentication.</summary>
public sealed record NoAuth() : AuthMethod("none");

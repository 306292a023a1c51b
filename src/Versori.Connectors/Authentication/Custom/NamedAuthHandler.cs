namespace Versori.Connectors.Authentication.Custom;

/// <summary>A handler of the host, with the name that definitions use for it.</summary>
internal sealed record NamedAuthHandler(string Name, IAuthHandler Handler);

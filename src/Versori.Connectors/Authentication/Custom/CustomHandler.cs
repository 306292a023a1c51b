namespace Versori.Connectors.Authentication.Custom;

/// <summary>A handler of the host's, under the name that definitions know it by.</summary>
internal sealed record CustomHandler(string Name, IAuthHandler Handler);

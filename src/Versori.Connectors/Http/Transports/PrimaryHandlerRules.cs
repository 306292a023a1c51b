namespace Versori.Connectors.Http;

/// <summary>What the host has declared about the primary handler of a client; named like the client.</summary>
internal sealed class PrimaryHandlerRules
{
    /// <summary>Whether the handler leaves redirects to its caller and stores no cookies. Default: not known.</summary>
    public bool FollowsNoRedirects { get; set; }
}

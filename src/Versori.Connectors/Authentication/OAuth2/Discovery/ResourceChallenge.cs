using System.Net;
using System.Net.Http.Headers;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>What the challenge of a protected resource tells (RFC 9728 §5.1, RFC 6750 §3).</summary>
/// <param name="MetadataUrl">The URL of the resource's metadata, if the challenge names one.</param>
/// <param name="Scopes">The scopes that the resource needs, if the challenge names them.</param>
internal sealed record ResourceChallenge(Uri? MetadataUrl, IReadOnlyList<string> Scopes)
{
    public static ResourceChallenge None { get; } = new(null, []);

    public static ResourceChallenge Of(HttpStatusCode status, HttpResponseHeaders headers)
    {
        if (status != HttpStatusCode.Unauthorized) return None;
        var parameters = headers.WwwAuthenticate.Select(challenge => challenge.Parameter).ToList();
        var url = parameters
            .Select(parameter => ChallengeParameter.Find(parameter, "resource_metadata"))
            .FirstOrDefault(value => Uri.TryCreate(value, UriKind.Absolute, out _));
        var scope = parameters
            .Select(parameter => ChallengeParameter.Find(parameter, "scope"))
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
        return new(
            url is null ? null : new Uri(url), scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []);
    }
}

using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Authentication;

/// <summary>A path segment whose value is the same for every request.</summary>
internal sealed class PathAuthenticator(string after, string value) : RequestAuthenticator
{
    private readonly string _segment = PathSegments.Encode(value, after);

    public override string Name => after;

    // A path segment has no name to redact it by; PathSegments redacts its value instead.
    public override IEnumerable<string> PlacedNames => [];

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        PathSegments.Set(request, after, _segment);
        return default;
    }

    public override void Remove(HttpRequestMessage request) => PathSegments.Remove(request, after);
}

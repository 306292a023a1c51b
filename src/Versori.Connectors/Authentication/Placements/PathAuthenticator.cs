using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Authentication;

/// <summary>A segment of the path that is the same for every request.</summary>
internal sealed class PathAuthenticator(string after, string value) : RequestAuthenticator
{
    private readonly string _segment = PathSegments.Encode(value, after);

    public override string Name => after;

    // It is no header or parameter that could be redacted by its name; its value is known wherever it is looked for.
    public override IEnumerable<string> Names => [];

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        PathSegments.Set(request, after, _segment);
        return default;
    }

    public override void Remove(HttpRequestMessage request) => PathSegments.Remove(request, after);
}

using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Authentication;

/// <summary>A cookie whose value is the same for every request (RFC 6265 §5.4). Other cookies stay.</summary>
internal sealed class CookieAuthenticator(string name, string value) : RequestAuthenticator
{
    public override string Name => "Cookie";

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CookiePairs.Set(request, name, value);
        return default;
    }

    public override void Remove(HttpRequestMessage request) => CookiePairs.Remove(request, name);
}

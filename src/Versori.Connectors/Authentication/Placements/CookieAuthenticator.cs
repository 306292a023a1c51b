using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Authentication;

/// <summary>A cookie whose value is the same for every request (RFC 6265 §5.4). Other cookies are kept.</summary>
internal sealed class CookieAuthenticator(string name, string value) : RequestAuthenticator
{
    private const string Header = "Cookie";

    private readonly string _pair = $"{name}={value}";

    public override string Name => Header;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The value was validated when this authenticator was created. Without other cookies, the pair is the whole
        // header.
        if (request.Headers.NonValidated.Contains(Header)) CookiePairs.Set(request, name, value);
        else request.Headers.TryAddWithoutValidation(Header, _pair);
        return default;
    }

    public override void Remove(HttpRequestMessage request) => CookiePairs.Remove(request, name);
}

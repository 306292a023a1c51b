using Versori.Connectors.Connecting;

namespace Versori.Connectors.SignIn;

/// <summary>The rules for redirect URIs.</summary>
internal static class RedirectUriRules
{
    // RFC 6749 §3.1.2: absolute, without a fragment. RFC 8252 §7.3: plain http only if it stays on the machine.
    public static void ThrowIfInvalid(Uri? uri)
    {
        var problem = uri is null ? "A sign-in needs a redirect URI."
            : !uri.IsAbsoluteUri ? "A redirect URI must be absolute (RFC 6749 §3.1.2)."
            : uri.Fragment.Length > 0 ? "A redirect URI must not have a fragment (RFC 6749 §3.1.2)."
            : uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback
                ? "A redirect URI can use plain http for loopback addresses only (RFC 8252 §7.3)."
            : null;
        if (problem is not null)
            throw ConnectionErrors.Create(ConnectorErrorCode.InvalidArgument, problem, "redirectUri");
    }
}

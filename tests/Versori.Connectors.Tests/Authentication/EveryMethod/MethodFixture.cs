using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Security;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>
/// One way to authenticate, with an external system's view of it: the system works out for itself whether a request is
/// good, with the secrets that were agreed on.
/// </summary>
public sealed class MethodFixture
{
    internal Canaries Secrets { get; } = new();

    public MethodTraits Traits { get; init; }

    /// <summary>The methods, in the order of <see cref="Credentials"/>.</summary>
    public required Func<MethodSystem, AuthMethod[]> Methods { get; init; }

    public required Func<MethodSystem, Credential[]> Credentials { get; init; }

    /// <summary>
    /// What identifies the credential of a good request, such as its token; <see langword="null"/>: it is not good.
    /// </summary>
    public required Func<MethodSystem, RecordedRequest, string?> Verify { get; init; }

    /// <summary>Whether a token is asked for rightly. Refresh tokens are the issuer's own business.</summary>
    public Func<MethodSystem, RecordedRequest, bool> VerifyGrant { get; init; } = static (_, _) => false;

    /// <summary>Whether a client authenticates rightly at the token endpoint.</summary>
    public Func<MethodSystem, RecordedRequest, bool> VerifyClient { get; init; } = static (_, _) => true;

    /// <summary>Responses with a token; the default is that of OAuth 2.0.</summary>
    public Func<IssuedTokens, string>? TokenResponse { get; init; }

    /// <summary>What ends a sign-in for good.</summary>
    public ScriptedResponse FinalRefusal { get; init; } = ScriptedResponse.OAuthError("invalid_grant");

    /// <summary>The method of requests: some credentials need a body to go into.</summary>
    public HttpMethod Verb { get; init; } = HttpMethod.Get;

    /// <summary>
    /// What the system asks for with a 401 before there is anything to judge; such a request is not yet a call.
    /// </summary>
    public Func<RecordedRequest, string?> Challenge { get; init; } = static _ => null;

    /// <summary>The path that is asked for, where the credential stands in it.</summary>
    public Func<RecordedRequest, string> Path { get; init; } = static request => request.Path;

    /// <summary>Whether the system speaks TLS, where a certificate can be presented.</summary>
    public bool Https { get; init; }

    public Action<VersoriConnectorsBuilder>? Configure { get; init; }

    /// <summary>Connects, or connects again, where credentials alone do not do.</summary>
    public Func<MethodHost, SignInRequest, Task<Connection>>? SignIn { get; init; }

    /// <summary>The secret of a client that registers itself.</summary>
    public string RegisteredSecret { get; set; } = "";

    /// <summary>
    /// What the system is told when a connection is ended: the credentials in it; <see langword="null"/>: it is told
    /// nothing.
    /// </summary>
    public Func<MethodSystem, RecordedRequest, string?>? Ended { get; init; }

    public bool Refreshes => Traits.HasFlag(MethodTraits.Refreshes);

    public bool RequestsTheSystem => Traits.HasFlag(MethodTraits.RequestsTheSystem);

    /// <summary>A secret value that the theory looks for everywhere.</summary>
    public string Secret(string name) => Secrets.Plant(name);
}

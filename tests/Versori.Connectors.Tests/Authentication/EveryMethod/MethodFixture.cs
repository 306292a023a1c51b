using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Security;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>
/// One way to authenticate, and its verification by an external system. The system verifies each request
/// independently with the shared secrets.
/// </summary>
public sealed class MethodFixture
{
    internal Canaries Secrets { get; } = new();

    public MethodTraits Traits { get; init; }

    /// <summary>The methods, in the order of <see cref="Credentials"/>.</summary>
    public required Func<MethodSystem, AuthMethod[]> Methods { get; init; }

    public required Func<MethodSystem, Credential[]> Credentials { get; init; }

    /// <summary>
    /// Returns the identity of the credential of a valid request, such as its token, or <see langword="null"/> for an
    /// invalid request.
    /// </summary>
    public required Func<MethodSystem, RecordedRequest, string?> Verify { get; init; }

    /// <summary>Whether a token request is valid. The issuer verifies refresh tokens.</summary>
    public Func<MethodSystem, RecordedRequest, bool> VerifyGrant { get; init; } = static (_, _) => false;

    /// <summary>Whether the client authentication at the token endpoint is valid.</summary>
    public Func<MethodSystem, RecordedRequest, bool> VerifyClient { get; init; } = static (_, _) => true;

    /// <summary>Creates the token response. The default is that of OAuth 2.0.</summary>
    public Func<IssuedTokens, string>? TokenResponse { get; init; }

    /// <summary>The response that refuses a sign-in permanently.</summary>
    public ScriptedResponse FinalRefusal { get; init; } = ScriptedResponse.OAuthError("invalid_grant");

    /// <summary>The HTTP method of requests. Some credentials need a body.</summary>
    public HttpMethod Verb { get; init; } = HttpMethod.Get;

    /// <summary>
    /// Returns the challenge that the system sends with a 401 to a request without credentials. Such a request does not
    /// count as a call.
    /// </summary>
    public Func<RecordedRequest, string?> Challenge { get; init; } = static _ => null;

    /// <summary>Returns the path of a request without the credential that it may contain.</summary>
    public Func<RecordedRequest, string> Path { get; init; } = static request => request.Path;

    /// <summary>Whether the system uses TLS, so that a client can present a certificate.</summary>
    public bool Https { get; init; }

    public Action<VersoriConnectorsBuilder>? Configure { get; init; }

    /// <summary>Connects or reconnects if the method needs an interactive sign-in.</summary>
    public Func<MethodHost, SignInRequest, Task<Connection>>? SignIn { get; init; }

    /// <summary>The secret of the client that registers itself.</summary>
    public string RegisteredSecret { get; set; } = "";

    /// <summary>
    /// Returns the credentials that a request to end a connection revokes, or <see langword="null"/> if the request
    /// revokes none.
    /// </summary>
    public Func<MethodSystem, RecordedRequest, string?>? Ended { get; init; }

    public bool Refreshes => Traits.HasFlag(MethodTraits.Refreshes);

    public bool RequestsTheSystem => Traits.HasFlag(MethodTraits.RequestsTheSystem);

    /// <summary>A secret value that the theory searches for.</summary>
    public string Secret(string name) => Secrets.Plant(name);
}

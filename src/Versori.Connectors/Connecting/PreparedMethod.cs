using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Connecting;

/// <summary>One auth method of a connection, with its values and, where it has them, its token and what renews it.</summary>
/// <param name="Method">The method, as it was when it was connected.</param>
/// <param name="MakeValues">Makes the method's fields and the connector's inputs, which are needed when a token is asked for and not by calls.</param>
/// <param name="Source">What obtains tokens; <see langword="null"/> for methods without.</param>
/// <param name="Token">The token in use; <see langword="null"/> when there is none yet.</param>
/// <param name="Authenticators">What it puts on requests; empty while its token is missing.</param>
internal sealed record PreparedMethod(
    AuthMethod Method, Func<TemplateValues> MakeValues, ITokenSource? Source, Token? Token, RequestAuthenticator[] Authenticators)
{
    /// <summary>The method's fields and the connector's inputs, made anew.</summary>
    public TemplateValues Values => MakeValues();

    public bool CanRenew => Source?.CanRequest(Values, Token) == true;

    /// <summary>Whether its token is one to save: it was obtained, not made on the spot.</summary>
    public bool HasTokenToSave => Token is not null && Source is not { IsLocal: true };

    public override string ToString() => Method.Id;
}

using System.Text.Json;

namespace Versori.Connectors;

/// <summary>
/// Authenticates in a way of the host's own. Registered by name with <c>AddAuthHandler</c>, and used by auth methods of type
/// <see cref="CustomAuth"/> that have the name. Handlers whose method has tokens implement <see cref="ITokenAuthHandler"/>.
/// </summary>
/// <remarks>
/// Implementations are safe for concurrent use and keep nothing of a connection: all that they need is in the snapshot.
/// What they throw must not hold secrets.
/// </remarks>
public interface IAuthHandler
{
    /// <summary>Says what is wrong with a method's settings, when a definition is validated.</summary>
    /// <param name="settings">The settings: a JSON object.</param>
    /// <param name="fields">The fields that the method declares.</param>
    IEnumerable<AuthHandlerProblem> Validate(JsonElement settings, IReadOnlyList<CredentialField> fields) => [];

    /// <summary>
    /// Makes what puts the credential on requests. Called once for a credential or token, not for every request; must not
    /// call the external system.
    /// </summary>
    /// <exception cref="ConnectorException">A value cannot be used; <see cref="ConnectorErrorCode.InvalidCredential"/>.</exception>
    IEnumerable<IRequestAuthenticator> Prepare(AuthHandlerContext context);
}

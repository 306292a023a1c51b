using System.Text.Json;

namespace Versori.Connectors;

/// <summary>
/// Implements authentication that the library does not support. Register it by name with <c>AddAuthHandler</c>. It is
/// used by auth methods of type <see cref="CustomAuth"/> that have this name. If the method has tokens, implement
/// <see cref="ITokenAuthHandler"/>.
/// </summary>
/// <remarks>
/// Implementations must be safe for concurrent use and must not keep state of a connection: the context of each call
/// contains everything that they need. Exceptions must not contain secrets.
/// </remarks>
public interface IAuthHandler
{
    /// <summary>Returns the problems of a method's settings. Called when a definition is validated.</summary>
    /// <param name="settings">The settings: a JSON object.</param>
    /// <param name="fields">The fields that the method declares.</param>
    IEnumerable<AuthHandlerProblem> Validate(JsonElement settings, IReadOnlyList<CredentialField> fields) => [];

    /// <summary>
    /// Creates the authenticators that add the credential to requests. Called once for each credential or token, not
    /// for every request. It must not call the external system.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// A value cannot be used; <see cref="ConnectorErrorCode.InvalidCredential"/>.
    /// </exception>
    IEnumerable<IRequestAuthenticator> Prepare(AuthHandlerContext context);
}

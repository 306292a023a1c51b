using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;

namespace Versori.Connectors;

/// <summary>
/// Common authenticators, for implementations of <see cref="IAuthHandler"/>. Their values are the same for every
/// request.
/// </summary>
public static class RequestAuthenticators
{
    /// <summary>Returns an authenticator that sets a header.</summary>
    /// <exception cref="ConnectorException">The name or the value is not valid in a header.</exception>
    public static IRequestAuthenticator Header(string name, string value) =>
        Place(CredentialLocation.Header, name, value);

    /// <summary>Returns an authenticator that sets a query parameter. Name and value are percent-encoded.</summary>
    public static IRequestAuthenticator Query(string name, string value) =>
        Place(CredentialLocation.Query, name, value);

    /// <summary>Returns an authenticator that sets a cookie.</summary>
    /// <exception cref="ConnectorException">The name or the value is not valid in a cookie.</exception>
    public static IRequestAuthenticator Cookie(string name, string value) =>
        Place(CredentialLocation.Cookie, name, value);

    private static PublicAuthenticator Place(CredentialLocation location, string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (location != CredentialLocation.Query && !HttpTokenSyntax.IsToken(name))
        {
            throw new ArgumentException(
                "This cannot be the name of a header or cookie (RFC 9110 §5.6.2).", nameof(name));
        }

        var values = new ExpressionValues().SetSecret("value", new Secret(value));
        return new(PlacementAuthenticators.Prepare(new() { In = location, Name = name, Value = "{value}" }, values));
    }

    private sealed class PublicAuthenticator(RequestAuthenticator inner) : IRequestAuthenticator
    {
        public string Name => inner.Name;

        public ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            inner.ApplyAsync(request, cancellationToken);

        public void Remove(HttpRequestMessage request) => inner.Remove(request);
    }
}

using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;

namespace Versori.Connectors;

/// <summary>The usual authenticators, for handlers of the host's own. The value is the same for every request.</summary>
public static class RequestAuthenticators
{
    /// <summary>A header.</summary>
    /// <exception cref="ConnectorException">The name or the value cannot stand in a header.</exception>
    public static IRequestAuthenticator Header(string name, string value) => Place(CredentialLocation.Header, name, value);

    /// <summary>A query parameter; name and value are percent-encoded.</summary>
    public static IRequestAuthenticator Query(string name, string value) => Place(CredentialLocation.Query, name, value);

    /// <summary>A cookie.</summary>
    /// <exception cref="ConnectorException">The name or the value cannot stand in a cookie.</exception>
    public static IRequestAuthenticator Cookie(string name, string value) => Place(CredentialLocation.Cookie, name, value);

    private static ForeignAuthenticator Place(CredentialLocation location, string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (location != CredentialLocation.Query && !HttpTokens.IsToken(name))
        {
            throw new ArgumentException("This cannot be the name of a header or cookie (RFC 9110 §5.6.2).", nameof(name));
        }

        var values = new TemplateValues().SetSecret("value", new Secret(value));
        return new(PlacementAuthenticators.Prepare(new() { In = location, Name = name, Value = "{value}" }, values));
    }

    private sealed class ForeignAuthenticator(RequestAuthenticator own) : IRequestAuthenticator
    {
        public string Name => own.Name;

        public ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken) => own.ApplyAsync(request, cancellationToken);

        public void Remove(HttpRequestMessage request) => own.Remove(request);
    }
}

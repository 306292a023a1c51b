namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Completes an OAuth 2.0 method of a document: the URLs that it leaves out, and the settings that such documents
/// cannot state, such as the separator of scopes or how the client authenticates.
/// </summary>
internal static class KnownOAuth
{
    /// <summary>
    /// Returns the completed method; <see langword="null"/> if the known system has none of this grant, or the document
    /// has other URLs.
    /// </summary>
    public static OAuth2Auth? Complete(OAuth2Auth stated, ConnectorDefinition known)
    {
        // A document with an issuer is completed by discovery.
        if (stated.Issuer is not null || stated.Resource is not null) return null;
        var method = known.AuthMethods.OfType<OAuth2Auth>().FirstOrDefault(
            own => own.Grant == stated.Grant
                && Agrees(stated.TokenUrl, own.TokenUrl)
                && Agrees(stated.AuthorizationUrl, own.AuthorizationUrl));
        if (method is null) return null;
        return method with
        {
            Id = stated.Id,
            Title = stated.Title ?? method.Title,
            Description = stated.Description ?? method.Description,
            TokenUrl = stated.TokenUrl ?? method.TokenUrl,
            AuthorizationUrl = stated.AuthorizationUrl ?? method.AuthorizationUrl,
            RefreshUrl = stated.RefreshUrl ?? method.RefreshUrl,
            DeviceAuthorizationUrl = stated.DeviceAuthorizationUrl ?? method.DeviceAuthorizationUrl,
            ClientId = stated.ClientId,
            Scopes = stated.Scopes,
            AvailableScopes = Scopes(stated, method),
        };
    }

    // The scopes of the document, and the one for refresh tokens, which documents often leave out.
    private static IReadOnlyDictionary<string, string> Scopes(OAuth2Auth stated, OAuth2Auth known)
    {
        if (stated.AvailableScopes.Count == 0) return known.AvailableScopes;
        const string offline = "offline_access";
        if (!known.Scopes.Contains(offline, StringComparer.Ordinal) || stated.AvailableScopes.ContainsKey(offline))
            return stated.AvailableScopes;
        return new OrderedDictionary<string, string>(stated.AvailableScopes, StringComparer.Ordinal)
        {
            [offline] = "Receive a refresh token.",
        };
    }

    private static bool Agrees(string? stated, string? known) =>
        stated is null || (known is not null && stated.TrimEnd('/') == known.TrimEnd('/'));
}

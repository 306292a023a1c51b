namespace Versori.Connectors.Reading;

/// <summary>The definition of a known system with the host's own client.</summary>
internal static class KnownDefinition
{
    /// <summary>Returns the definition, and the id of the method that uses the client.</summary>
    /// <exception cref="ConnectorException">No method of the system uses such a client.</exception>
    public static (ConnectorDefinition Definition, string? MethodId) Of(KnownSystem system, KnownClient? client)
    {
        var definition = system.Definition;
        if (client is null) return (definition, null);
        ArgumentException.ThrowIfNullOrWhiteSpace(client.ClientId, nameof(client));
        var method = MethodOf(system, client);
        var changed = method with
        {
            ClientId = client.ClientId,
            Scopes = client.Scopes ?? method.Scopes,
            ClientAuthentication = client.ClientSecret is null
                ? OAuth2ClientAuthentication.None
                : method.ClientAuthentication,
        };
        AuthMethod[] methods = [.. definition.AuthMethods.Select(own => own.Id == method.Id ? changed : own)];
        return (definition with { AuthMethods = methods }, method.Id);
    }

    public static ConnectorException Error(ConnectorErrorCode code, string message, string location) =>
        new(new ConnectorError { Code = code, Message = message, Location = location });

    private static OAuth2Auth MethodOf(KnownSystem system, KnownClient client)
    {
        var candidates = system.AuthMethods.OfType<OAuth2Auth>().ToList();
        var found = client.MethodId is { } id
            ? candidates.Find(method => method.Id == id)
            : candidates.Find(method => method.Grant == OAuth2Grant.AuthorizationCode) ?? candidates.FirstOrDefault();
        if (found is not null) return found;
        var ids = string.Join(", ", system.AuthMethods.Select(method => method.Id));
        var asked = client.MethodId is { } missing ? $"no OAuth 2.0 method '{missing}'" : "no OAuth 2.0 method";
        throw Error(
            ConnectorErrorCode.InvalidArgument,
            $"{system.Title} has {asked}, so it needs no client of the host. Its methods are {ids}.",
            "client");
    }
}

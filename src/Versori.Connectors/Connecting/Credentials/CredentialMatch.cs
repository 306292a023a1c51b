using Versori.Connectors.Authentication;

namespace Versori.Connectors.Connecting;

/// <summary>Finds the auth method that a credential is for, and checks that it has what the method needs.</summary>
internal static class CredentialMatch
{
    public static AuthMethod Find(ConnectorDefinition definition, Credential credential, AuthMethodHandlers handlers)
    {
        var method = FindMethod(definition, credential, handlers);
        var fields = handlers.For(method).Fields(method, credential.Kind);
        var errors = fields
            .Where(field => field.Required && !credential.Fields.ContainsKey(field.Name))
            .Select(field => Invalid($"The auth method '{method.Id}' needs the field '{field.Name}'.", field.Name))
            .Concat(credential.Fields.Keys
                .Where(name => fields.All(field => field.Name != name))
                .Select(name => Invalid($"The auth method '{method.Id}' has no field '{name}'; it has {List(fields.Select(field => field.Name))}.", name)))
            .Concat(credential.Fields
                .Where(field => field.Value.Reveal().Length == 0 && fields.Any(known => known.Required && known.Name == field.Key) && method is not BasicAuth)
                .Select(field => Invalid($"The field '{field.Key}' is empty.", field.Key)))
            .ToArray();
        return errors.Length == 0 ? method : throw new ConnectorException(errors);
    }

    /// <summary>Checks that fields that are stored already are what a method needs.</summary>
    public static void CheckFields(AuthMethod method, CredentialFields fields, AuthMethodHandlers handlers)
    {
        var missing = handlers.For(method).Fields(method, CredentialKind.Fields)
            .Where(field => field.Required && field.Name != "accessToken" && fields.Find(method.Id, field.Name) is null)
            .Select(field => Invalid($"The auth method '{method.Id}' now needs the field '{field.Name}', which the connection does not have; connect again.", field.Name))
            .ToArray();
        if (missing.Length > 0) throw new ConnectorException(missing);
    }

    private static AuthMethod FindMethod(ConnectorDefinition definition, Credential credential, AuthMethodHandlers handlers)
    {
        if (definition.AuthMethods.Count == 0)
        {
            if (credential.Kind == CredentialKind.None) return new NoAuth();
            throw Wrong($"The connector '{definition.Id}' declares no auth method, so that a credential of kind {credential.Kind} has nowhere to go. Add one to its definition.", definition.Id.Value);
        }

        if (credential.MethodId is { } id)
        {
            var named = definition.AuthMethods.FirstOrDefault(method => method.Id == id)
                ?? throw Wrong($"The connector '{definition.Id}' has no auth method '{id}'; it has {Describe(definition.AuthMethods)}.", id);
            return handlers.For(named).Accepts(named, credential.Kind)
                ? named
                : throw Wrong($"The auth method '{id}' does not take a credential of kind {credential.Kind}; it is of type {TypeOf(named)}.", id);
        }

        var matching = definition.AuthMethods.Where(method => handlers.For(method).Accepts(method, credential.Kind)).ToArray();
        return matching switch
        {
            [var only] => only,
            [] => throw Wrong($"The connector '{definition.Id}' does not take a credential of kind {credential.Kind}; it takes {Describe(definition.AuthMethods)}.", definition.Id.Value),
            _ => throw Wrong($"The connector '{definition.Id}' has several auth methods for a credential of kind {credential.Kind}: {Describe(matching)}. Name one with {nameof(Credential.WithMethod)}.", definition.Id.Value),
        };
    }

    private static string Describe(IEnumerable<AuthMethod> methods) => List(methods.Select(method => $"{method.Id} ({TypeOf(method)})"));

    private static string TypeOf(AuthMethod method) => method is OAuth2Auth oauth2
        ? $"OAuth 2.0 {oauth2.Grant}"
        : method.GetType().Name[..^"Auth".Length];

    private static string List(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } list ? list : "none";

    private static ConnectorException Wrong(string message, string location) => new(Invalid(message, location));

    private static ConnectorError Invalid(string message, string location) => new()
    {
        Code = ConnectorErrorCode.InvalidCredential,
        Message = message,
        Location = location,
    };
}

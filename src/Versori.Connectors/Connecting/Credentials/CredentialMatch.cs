using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth2;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Finds the auth method that a credential is for, and checks that it has the fields that the method needs.
/// </summary>
internal static class CredentialMatch
{
    private const int MaximumRemedies = 3;

    private static readonly CredentialKind[] Kinds =
    [
        CredentialKind.None,
        CredentialKind.ApiKey,
        CredentialKind.Basic,
        CredentialKind.Bearer,
        CredentialKind.OAuth2ClientCredentials,
        CredentialKind.ClientCertificate,
        CredentialKind.OAuth2Tokens,
    ];

    public static AuthMethod Find(ConnectorDefinition definition, Credential credential, AuthMethodHandlers handlers)
    {
        var method = FindMethod(definition, credential, handlers);
        var fields = handlers.For(method).Fields(method, credential.Kind);
        var errors = MissingFields(method, credential, fields)
            .Concat(UnknownFields(method, credential, fields))
            .Concat(EmptyFields(method, credential, fields))
            .ToArray();
        return errors.Length == 0 ? method : throw new ConnectorException(errors);
    }

    /// <summary>Checks that stored fields include all that a method needs.</summary>
    public static void CheckFields(AuthMethod method, CredentialFields fields, AuthMethodHandlers handlers)
    {
        var missing = handlers.For(method).Fields(method, CredentialKind.Fields)
            .Where(field => field.Required && field.Name != "accessToken" && fields.Find(method.Id, field.Name) is null)
            .Select(field => Invalid(
                $"The auth method '{method.Id}' now needs the field '{field.Name}', "
                    + "which the connection does not have; replace its credentials.",
                field.Name))
            .ToArray();
        if (missing.Length > 0) throw new ConnectorException(missing);
    }

    private static IEnumerable<ConnectorError> MissingFields(
        AuthMethod method, Credential credential, IReadOnlyList<CredentialField> fields) => fields
        .Where(field => field.Required && !credential.Fields.ContainsKey(field.Name))
        .Select(field => Invalid(
            $"The auth method '{method.Id}' needs the field '{field.Name}'.{HowToSupply(method, field)}", field.Name));

    private static IEnumerable<ConnectorError> UnknownFields(
        AuthMethod method, Credential credential, IReadOnlyList<CredentialField> fields) => credential.Fields.Keys
        .Where(name => fields.All(field => field.Name != name))
        .Select(name => Invalid(
            $"The auth method '{method.Id}' has no field '{name}'; it has {List(fields.Select(field => field.Name))}.",
            name));

    private static IEnumerable<ConnectorError> EmptyFields(
        AuthMethod method, Credential credential, IReadOnlyList<CredentialField> fields)
    {
        // HTTP Basic authentication allows an empty user name or password.
        if (method is BasicAuth) return [];
        return credential.Fields
            .Where(field => field.Value.Reveal().Length == 0)
            .Where(field => fields.Any(known => known.Required && known.Name == field.Key))
            .Select(field => Invalid($"The field '{field.Key}' is empty.", field.Key));
    }

    private static AuthMethod FindMethod(
        ConnectorDefinition definition, Credential credential, AuthMethodHandlers handlers)
    {
        if (definition.AuthMethods.Count == 0) return FindNone(definition, credential);
        return credential.MethodId is { } id
            ? FindNamed(definition, id, credential, handlers)
            : FindOnly(definition, credential, handlers);
    }

    private static NoAuth FindNone(ConnectorDefinition definition, Credential credential) =>
        credential.Kind == CredentialKind.None
            ? new NoAuth()
            : throw Mismatch(
                $"The connector '{definition.Id}' declares no auth method, so it takes no credential of kind "
                    + $"{credential.Kind}. Add an auth method to its definition.",
                definition.Id.Value);

    private static AuthMethod FindNamed(
        ConnectorDefinition definition, string id, Credential credential, AuthMethodHandlers handlers)
    {
        var method = definition.AuthMethods.FirstOrDefault(method => method.Id == id)
            ?? throw Mismatch(
                $"The connector '{definition.Id}' has no auth method '{id}'; "
                    + $"it has {Describe(definition.AuthMethods)}.",
                id);
        return IsTaken(method, credential, handlers)
            ? method
            : throw Mismatch(
                $"The auth method '{id}' does not take a credential of kind {credential.Kind}; "
                    + $"it is of type {TypeOf(method)}.{HowToConnect([method], handlers)}",
                id);
    }

    private static AuthMethod FindOnly(
        ConnectorDefinition definition, Credential credential, AuthMethodHandlers handlers)
    {
        var matching = definition.AuthMethods
            .Where(method => handlers.For(method).Accepts(method, credential.Kind))
            .ToArray();
        if (matching.Length == 0)
            matching = [.. definition.AuthMethods.Where(method => IsTaken(method, credential, handlers))];
        return matching switch
        {
            [var only] => only,
            [] => throw Mismatch(
                $"The connector '{definition.Id}' does not take a credential of kind {credential.Kind}; "
                    + $"it takes {Describe(definition.AuthMethods)}.{HowToConnect(definition.AuthMethods, handlers)}",
                definition.Id.Value),
            _ => throw Mismatch(
                $"The connector '{definition.Id}' has several auth methods for a credential of kind {credential.Kind}: "
                    + $"{Describe(matching)}. Name one with {nameof(Credential.WithMethod)}.",
                definition.Id.Value),
        };
    }

    // No credential is enough for a method that needs no field, such as one whose client is the host's own.
    private static bool IsTaken(AuthMethod method, Credential credential, AuthMethodHandlers handlers)
    {
        var handler = handlers.For(method);
        return handler.Accepts(method, credential.Kind)
            || (credential.Kind == CredentialKind.None
                && handler.Fields(method, CredentialKind.Fields).All(field => !field.Required));
    }

    private static string HowToConnect(IReadOnlyList<AuthMethod> methods, AuthMethodHandlers handlers) =>
        HowToSignIn(methods) + string.Concat(methods
            .Where(method => !IsInteractive(method))
            .Take(MaximumRemedies)
            .Select(method => $" For '{method.Id}' use {nameof(Credential)}.{FactoryFor(method, handlers)}."));

    // The factories have the names of the kinds. Other methods take their fields by name.
    private static string FactoryFor(AuthMethod method, AuthMethodHandlers handlers)
    {
        var handler = handlers.For(method);
        foreach (var kind in Kinds)
        {
            if (handler.Accepts(method, kind)) return kind.ToString();
        }

        return nameof(Credential.For);
    }

    private static bool IsInteractive(AuthMethod method) => method is OAuth2Auth { AuthorizationUrl: not null };

    private static string HowToSignIn(IEnumerable<AuthMethod> methods) =>
        methods.FirstOrDefault(IsInteractive) is { } interactive
            ? $" With '{interactive.Id}' a person signs in: {nameof(ISignIns)}.{nameof(ISignIns.BeginAsync)}. For "
                + $"tokens that exist already, use {nameof(Credential)}.{nameof(Credential.OAuth2Tokens)}."
            : "";

    private static string HowToSupply(AuthMethod method, CredentialField field) =>
        method is OAuth2Auth { Grant: OAuth2Grant.ClientCredentials }
            && field.Name is OAuth2Clients.IdField or OAuth2Clients.SecretField
            ? $" Supply it with {nameof(Credential)}.{nameof(Credential.OAuth2ClientCredentials)}. If the client is "
                + $"the host's own, set {nameof(OAuth2Auth.ClientId)} of the method and its secret with "
                + $"{nameof(IConnectorCatalog)}.{nameof(IConnectorCatalog.SetClientSecretAsync)}."
            : "";

    private static string Describe(IEnumerable<AuthMethod> methods) =>
        List(methods.Select(method => $"{method.Id} ({TypeOf(method)})"));

    private static string TypeOf(AuthMethod method) => method is OAuth2Auth oauth2
        ? $"OAuth 2.0 {oauth2.Grant}"
        : method.GetType().Name[..^"Auth".Length];

    private static string List(IEnumerable<string> items) =>
        string.Join(", ", items) is { Length: > 0 } list ? list : "none";

    private static ConnectorException Mismatch(string message, string location) => new(Invalid(message, location));

    private static ConnectorError Invalid(string message, string location) => new()
    {
        Code = ConnectorErrorCode.InvalidCredential,
        Message = message,
        Location = location,
    };
}

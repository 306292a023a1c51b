using Versori.Connectors.Authentication;
using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Engine;

/// <summary>Makes the credential of a definition's auth method.</summary>
internal static class CredentialReader
{
    private const string AccessToken = "accessToken";

    /// <summary>Returns the auth method that is used.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="id">The id that was named; <see langword="null"/> for the only method.</param>
    public static AuthMethod? FindMethod(ConnectorDefinition definition, string? id)
    {
        var methods = definition.AuthMethods;
        if (id is null)
        {
            if (methods.Count == 0) return null;
            return methods.Count == 1
                ? methods[0]
                : throw ToolException.Usage(
                    $"'{definition.Id}' has several auth methods: {List(methods)}. Choose one with --method.");
        }

        return methods.FirstOrDefault(method => method.Id == id)
            ?? throw ToolException.Usage(
                methods.Count == 0
                    ? $"'{definition.Id}' has no auth methods."
                    : $"'{definition.Id}' has no auth method '{id}'. The nearest is "
                        + $"'{NearestNames.Of(id, methods.Select(method => method.Id))[0]}'. It has: {List(methods)}.");
    }

    /// <summary>Reads the fields of a credential.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="method">The auth method.</param>
    /// <param name="input">The variables.</param>
    /// <param name="ask">Asks a person for a field; <see langword="null"/> if nobody can be asked.</param>
    public static async Task<Credential> ReadAsync(
        LocalEngine engine, AuthMethod? method, CredentialInput input, Func<CredentialField, Task<Secret>>? ask)
    {
        if (method is null or NoAuth) return Credential.None;
        var hasTokens = method is OAuth2Auth
            && (input.Fields.Contains(AccessToken, StringComparer.Ordinal) || (input.Single is not null && IsInteractive(method)));
        var kind = hasTokens ? CredentialKind.OAuth2Tokens : CredentialKind.Fields;
        var fields = engine.Get<AuthMethodHandlers>().For(method).Fields(method, kind);
        var unknown = input.Fields.FirstOrDefault(name => fields.All(field => field.Name != name));
        if (unknown is not null)
        {
            throw ToolException.Usage(
                $"The auth method '{method.Id}' has no field with the name given in --env. "
                + $"It has: {string.Join(", ", fields.Select(field => field.Name))}.");
        }

        var required = fields.Where(field => field.Required).ToList();
        if (input.Single is not null && required.Count != 1)
        {
            throw ToolException.Usage(
                $"The auth method '{method.Id}' needs {string.Join(", ", required.Select(field => field.Name))}: "
                + "state --env FIELD=VARIABLE for each.");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var value = input.Find(field.Name, isOnlyRequired: field.Required);
            if (value is null && field.Required)
                value = ask is not null ? await ask(field).ConfigureAwait(false) : throw Missing(method, field);
            if (value is not null) values[field.Name] = value.Reveal();
        }

        return hasTokens
            ? Credential.OAuth2Tokens(
                values[AccessToken],
                values.GetValueOrDefault("refreshToken"),
                values.GetValueOrDefault("clientId"),
                values.GetValueOrDefault("clientSecret")).WithMethod(method.Id)
            : Credential.For(method.Id, values);
    }

    private static bool IsInteractive(AuthMethod method) =>
        method is OAuth2Auth { Grant: OAuth2Grant.AuthorizationCode or OAuth2Grant.DeviceCode };

    private static ToolException Missing(AuthMethod method, CredentialField field) => ToolException.Usage(
        $"The auth method '{method.Id}' needs the field '{field.Name}': state --env {field.Name}=VARIABLE.");

    private static string List(IEnumerable<AuthMethod> methods) =>
        string.Join(", ", methods.Select(method => method.Id));
}

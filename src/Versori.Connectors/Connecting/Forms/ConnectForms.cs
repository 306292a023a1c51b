using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth1;
using Versori.Connectors.Authentication.OAuth2;

namespace Versori.Connectors.Connecting;

/// <summary>Derives the forms of a definition from its auth methods and their handlers.</summary>
internal sealed class ConnectForms(AuthMethodHandlers handlers) : IConnectForms
{
    public IReadOnlyList<ConnectForm> List(ConnectorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definition.AuthMethods.Count == 0) return [new() { Id = "" }];
        var combined = definition.AuthAlternatives
            .Select(alternative => alternative.Methods
                .Select(id => definition.AuthMethods.FirstOrDefault(method => method.Id == id))
                .OfType<AuthMethod>()
                .ToArray())
            .Where(methods => methods.Length > 1)
            .ToArray();
        var inCombination = combined.SelectMany(methods => methods).Select(method => method.Id)
            .ToHashSet(StringComparer.Ordinal);
        var alone = definition.AuthAlternatives.Where(alternative => alternative.Methods.Count == 1)
            .Select(alternative => alternative.Methods[0]).ToHashSet(StringComparer.Ordinal);
        var single = definition.AuthMethods
            .Where(method => !inCombination.Contains(method.Id) || alone.Contains(method.Id))
            .Select(method => new[] { method });
        return
        [
            .. single.Concat(combined).Select(FormOf).DistinctBy(form => form.Id, StringComparer.Ordinal),
        ];
    }

    private ConnectForm FormOf(AuthMethod[] methods)
    {
        // One person signs in once; the credentials of the other methods are fields of the same form.
        var main = Array.Find(methods, method => KindOf(method) != ConnectFormKind.Credential) ?? methods[0];
        AuthMethod[] ordered = [main, .. methods.Where(method => method != main)];
        return new()
        {
            Id = string.Join('+', ordered.Select(method => method.Id)),
            Kind = KindOf(main),
            Parts =
            [
                .. ordered.Select(method => new ConnectFormPart
                {
                    Method = method,
                    Fields = method == main && KindOf(main) != ConnectFormKind.Credential
                        ? ClientFields(method)
                        : CredentialFieldsOf(method),
                }),
            ],
        };
    }

    private static ConnectFormKind KindOf(AuthMethod method) => method switch
    {
        OAuth2Auth { Grant: OAuth2Grant.AuthorizationCode } => ConnectFormKind.SignIn,
        OAuth2Auth { Grant: OAuth2Grant.DeviceCode } => ConnectFormKind.Device,
        OAuth1Auth { AuthorizationUrl: not null } => ConnectFormKind.SignIn,
        _ => ConnectFormKind.Credential,
    };

    // What is captured from a token response is not for a person to fill in, unless the token is given too.
    private CredentialField[] CredentialFieldsOf(AuthMethod method)
    {
        var fields = handlers.For(method).Fields(method, CredentialKind.Fields);
        return method is OAuth2Auth oauth2
            ? [.. fields.Where(field => !IsObtained(oauth2, field))]
            : [.. fields];
    }

    private CredentialField[] ClientFields(AuthMethod method)
    {
        var fields = handlers.For(method).Fields(method, CredentialKind.Fields);
        if (method is OAuth2Auth oauth2)
        {
            var isClientKnown = oauth2.ClientId is not null || oauth2.ClientMetadataUrl is not null;
            var needsClient = !isClientKnown && oauth2.RegistrationUrl is null && oauth2.Issuer is null;
            return
            [
                .. fields.Where(field => !IsObtained(oauth2, field))
                    .Select(field => field.Name == OAuth2Clients.IdField
                        ? field with { Required = needsClient }
                        : field),
            ];
        }

        string[] consumer = [OAuth1Signers.ConsumerKey, OAuth1Signers.ConsumerSecret, OAuth1Signers.PrivateKey];
        return [.. fields.Where(field => consumer.Contains(field.Name, StringComparer.Ordinal))];
    }

    private static bool IsObtained(OAuth2Auth method, CredentialField field) => field.Name switch
    {
        "accessToken" => true,
        "refreshToken" => method.Grant != OAuth2Grant.RefreshToken,
        _ => method.Captures.Any(capture => capture.Name == field.Name)
            && method.Fields.All(own => own.Name != field.Name),
    };
}

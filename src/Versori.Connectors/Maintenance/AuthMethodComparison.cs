using System.Text.Json;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Maintenance;

/// <summary>Compares the auth methods of a snapshot with those of a definition, setting by setting.</summary>
internal static class AuthMethodComparison
{
    public static IReadOnlyList<AuthMethodDifference> Compare(AuthSnapshot snapshot, ConnectorDefinition definition)
    {
        var differences = new List<AuthMethodDifference>();
        foreach (var method in snapshot.Methods)
        {
            var present = definition.AuthMethods.FirstOrDefault(other => other.Id == method.Id) is { } found ? WithOwnScopes(WithDiscovered(found, method, snapshot), method, snapshot) : null;
            if (present is null) differences.Add(new(method.Id, "", Json(method).GetRawText(), null));
            else if (present != method) Compare(method.Id, "", Json(method), Json(present), differences);
        }

        return differences;
    }

    private static void Compare(string id, string pointer, JsonElement before, JsonElement after, List<AuthMethodDifference> differences)
    {
        if (JsonElement.DeepEquals(before, after)) return;
        if (before.ValueKind != JsonValueKind.Object || after.ValueKind != JsonValueKind.Object)
        {
            differences.Add(new(id, pointer, before.GetRawText(), after.GetRawText()));
            return;
        }

        foreach (var property in before.EnumerateObject())
        {
            var place = JsonPointer.Append(pointer, property.Name);
            if (after.TryGetProperty(property.Name, out var other)) Compare(id, place, property.Value, other, differences);
            else differences.Add(new(id, place, property.Value.GetRawText(), null));
        }

        foreach (var property in after.EnumerateObject().Where(property => !before.TryGetProperty(property.Name, out _)))
        {
            differences.Add(new(id, JsonPointer.Append(pointer, property.Name), null, property.Value.GetRawText()));
        }
    }

    // Scopes that were chosen for the connection are its own affair.
    private static AuthMethod WithOwnScopes(AuthMethod present, AuthMethod before, AuthSnapshot snapshot) =>
        present is OAuth2Auth asked && before is OAuth2Auth { Scopes: var own } && snapshot.OwnScopes.Contains(before.Id, StringComparer.Ordinal) ? asked with { Scopes = own } : present;

    // What discovery found when it was connected is no difference to a definition that leaves it to discovery.
    private static AuthMethod WithDiscovered(AuthMethod present, AuthMethod before, AuthSnapshot snapshot)
    {
        if (present is not OAuth2Auth { TokenUrl: null } open || (open.Issuer is null && open.Resource is null)) return present;
        if (before is not OAuth2Auth { TokenUrl: not null } resolved) return present;
        return open with
        {
            Issuer = open.Issuer is { } issuer ? Filled(issuer, snapshot) : resolved.Issuer,
            TokenUrl = resolved.TokenUrl,
            AuthorizationUrl = open.AuthorizationUrl ?? resolved.AuthorizationUrl,
            RevocationUrl = open.RevocationUrl ?? resolved.RevocationUrl,
            DeviceAuthorizationUrl = open.DeviceAuthorizationUrl ?? resolved.DeviceAuthorizationUrl,
            RegistrationUrl = open.RegistrationUrl ?? resolved.RegistrationUrl,
            PushedAuthorizationUrl = open.PushedAuthorizationUrl ?? resolved.PushedAuthorizationUrl,
            RequireIssuer = open.RequireIssuer || resolved.RequireIssuer,
            Scopes = open.Scopes.Count == 0 && open.Issuer is null ? resolved.Scopes : open.Scopes,
            ClientAuthentication = WasSettled(open, resolved) ? resolved.ClientAuthentication : open.ClientAuthentication,
        };
    }

    // By registering the client, or by what the server takes.
    private static bool WasSettled(OAuth2Auth open, OAuth2Auth resolved) =>
        resolved is { ClientId: null, RegistrationUrl: not null }
        || (open.ClientAuthentication == OAuth2ClientAuthentication.Basic && resolved.ClientAuthentication == OAuth2ClientAuthentication.Post);

    private static string Filled(string issuer, AuthSnapshot snapshot)
    {
        try
        {
            return UrlTemplate.Parse(issuer).Fill(InputTemplateValues.Of(snapshot)).OriginalString;
        }
        catch (ConnectorException)
        {
            // An input that the connection does not have: that is a difference.
            return issuer;
        }
    }

    private static JsonElement Json(AuthMethod method) => JsonSerializer.SerializeToElement(method, ConnectorJsonContext.Default.AuthMethod);
}

using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>
/// Adds to a definition the auth methods and the scopes that a further integration needs. The other settings of methods
/// that the connector has are managed centrally and stay as they are.
/// </summary>
internal static class AuthGrowth
{
    public static ConnectorDefinition Grow(ConnectorDefinition existing, ConnectorDefinition planned)
    {
        var methods = existing.AuthMethods.Select(method => WithScopes(method, planned)).ToArray();
        var added = planned.AuthMethods.Where(method => IsMissing(method, existing)).ToArray();
        var hasGrown = added.Length > 0 || !methods.SequenceEqual(existing.AuthMethods);
        return hasGrown
            ? existing with
            {
                AuthMethods = [.. methods, .. added],
                Inputs = [.. existing.Inputs, .. MissingInputs(existing, planned, added)],
            }
            : existing;
    }

    // A connector that needs credentials does not begin to accept connections without them.
    private static bool IsMissing(AuthMethod method, ConnectorDefinition existing) =>
        existing.AuthMethods.All(known => known.Id != method.Id)
        && (method is not NoAuth || existing.AuthMethods.Count == 0);

    private static AuthMethod WithScopes(AuthMethod method, ConnectorDefinition planned)
    {
        if (method is not OAuth2Auth known) return method;
        var other = planned.AuthMethods.OfType<OAuth2Auth>().FirstOrDefault(candidate => candidate.Id == known.Id);
        if (other is null) return method;
        var scopes = other.Scopes.Except(known.Scopes, StringComparer.Ordinal).ToArray();
        if (scopes.Length == 0) return method;
        var available = new Dictionary<string, string>(known.AvailableScopes, StringComparer.Ordinal);
        foreach (var scope in scopes)
        {
            if (other.AvailableScopes.TryGetValue(scope, out var description)) available.TryAdd(scope, description);
        }

        return known with { Scopes = [.. known.Scopes, .. scopes], AvailableScopes = available };
    }

    // Expressions of a method may use inputs that the connector did not have.
    private static IEnumerable<ConnectorInput> MissingInputs(
        ConnectorDefinition existing, ConnectorDefinition planned, AuthMethod[] added)
    {
        var missing = planned.Inputs.Where(input => existing.Inputs.All(known => known.Name != input.Name)).ToArray();
        if (missing.Length == 0 || added.Length == 0) return [];
        var texts = added
            .Select(method => JsonSerializer.Serialize(method, ConnectorJsonContext.Default.AuthMethod))
            .ToArray();
        return missing.Where(input => Array.Exists(
            texts, text => text.Contains($"{{{input.Name}", StringComparison.Ordinal)));
    }
}

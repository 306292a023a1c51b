using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>
/// The last look at what a chat client proposes: endpoints, webhooks, scopes, hosts and auth methods that neither the
/// draft nor the source has are refused, whatever led to them.
/// </summary>
internal static class SourceGuard
{
    private static readonly string[] Undeclared =
        [SettledDefinition.Bearer, SettledDefinition.Basic, SettledDefinition.KeyInHeader];

    /// <summary>Returns what is foreign; <see langword="null"/> if nothing is.</summary>
    public static string? Problem(OpenSystem system, PlannedConnector after)
    {
        var (before, source) = (system.Draft.Definition, system.Source.Definition);
        var known = before.Endpoints.Concat(source.Endpoints).Select(Key).ToHashSet();
        if (after.Definition.Endpoints.FirstOrDefault(endpoint => !known.Contains(Key(endpoint))) is { } endpoint)
            return $"The source has no endpoint '{endpoint.Id}'.";
        var webhooks = before.Webhooks.Concat(source.Webhooks);
        if (after.Definition.Webhooks.Except(webhooks).FirstOrDefault() is { } webhook)
            return $"The source has no webhook '{webhook.Id}'.";
        if (!DraftEdits.Servers(system.Draft, system.Source).Contains(after.Definition.BaseUrl, StringComparer.Ordinal))
            return "The source has no such server.";
        foreach (var method in after.Definition.AuthMethods)
        {
            if (Foreign(method, before, source) is { } problem) return problem;
        }

        return after.Definition.AllowInsecureHttp && !before.AllowInsecureHttp
            ? "A proposal cannot allow plain http."
            : null;
    }

    private static (string, string, string, string?) Key(ConnectorEndpoint endpoint) =>
        (endpoint.Id, endpoint.Method, endpoint.Path, endpoint.BaseUrl);

    private static string? Foreign(AuthMethod method, ConnectorDefinition before, ConnectorDefinition source)
    {
        var isKnown = before.AuthMethods.Concat(source.AuthMethods)
            .Any(other => WithoutScopes(other) == WithoutScopes(method));
        var isGeneric = Undeclared.Contains(method.Id, StringComparer.Ordinal)
            && SettledDefinition.Methods(method.Id).Contains(method);
        if (!isKnown && !isGeneric) return $"The source has no auth method '{method.Id}'.";
        if (method is not OAuth2Auth oauth) return null;
        var scopes = before.AuthMethods.OfType<OAuth2Auth>().Where(other => other.Id == oauth.Id)
            .SelectMany(other => other.Scopes)
            .Concat(AuthEdits.Scopes(oauth.Id, source));
        return oauth.Scopes.Except(scopes, StringComparer.Ordinal).FirstOrDefault() is { } scope
            ? $"The source has no scope '{scope}'."
            : null;
    }

    private static AuthMethod WithoutScopes(AuthMethod method) =>
        method is OAuth2Auth oauth ? oauth with { Scopes = [] } : method;
}

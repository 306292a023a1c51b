using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Changes how a draft authenticates.</summary>
internal static class AuthEdits
{
    private const int Listed = 20;

    public static DraftResult Use(PlannedConnector draft, ImportResult source, IReadOnlyList<string> ids)
    {
        var methods = new List<AuthMethod>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            var method = draft.Definition.AuthMethods.FirstOrDefault(other => other.Id == id)
                ?? source.Definition.AuthMethods.FirstOrDefault(other => other.Id == id)
                ?? Undeclared(id);
            if (method is null)
            {
                return DraftResult.Failed(
                    $"The source has no auth method '{id}'. It has: {Names(source.Definition)}. For a method that it "
                    + $"does not declare, use {SettledDefinition.Bearer}, {SettledDefinition.Basic} or "
                    + $"{SettledDefinition.KeyInHeader}.");
            }

            methods.Add(method);
        }

        if (methods.Count == 0) return DraftResult.Failed("No auth method is named.");
        var used = methods.Select(method => method.Id).ToHashSet(StringComparer.Ordinal);
        var definition = draft.Definition with
        {
            AuthMethods = methods,
            AuthAlternatives = Restrict(OfSource(draft, source), used) ?? [],
            // The source's alternatives, because an earlier edit may have left some out.
            Endpoints =
            [
                .. draft.Definition.Endpoints.Select(endpoint => Restrict(
                    EndpointEdits.Find(source.Definition, endpoint.Id) is { } original
                        ? endpoint with { AuthAlternatives = original.AuthAlternatives }
                        : endpoint,
                    used)),
            ],
        };
        var changed = draft with { Definition = definition };
        return DraftResult.Done(DraftDefinition.With(changed, source, EndpointEdits.Chosen(changed)));
    }

    public static DraftResult SetScopes(
        PlannedConnector draft, ImportResult source, string? id, IReadOnlyList<string> scopes)
    {
        var methods = draft.Definition.AuthMethods.OfType<OAuth2Auth>().ToList();
        var method = id is null && methods.Count == 1 ? methods[0] : methods.Find(other => other.Id == id);
        if (method is null) return DraftResult.Failed($"The draft has no OAuth 2.0 method '{id}'.");
        var known = Scopes(method.Id, source.Definition).Union(method.Scopes, StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);
        if (scopes.FirstOrDefault(scope => !known.Contains(scope)) is { } unknown)
        {
            return DraftResult.Failed($"The source has no scope '{unknown}'. It has: "
                + $"{string.Join(", ", known.Order(StringComparer.Ordinal).Take(Listed))}.");
        }

        return DraftResult.Done(draft with
        {
            Definition = draft.Definition with
            {
                AuthMethods =
                [
                    .. draft.Definition.AuthMethods.Select(other => ReferenceEquals(other, method)
                        ? method with { Scopes = [.. scopes.Distinct(StringComparer.Ordinal)] }
                        : other),
                ],
            },
        });
    }

    /// <summary>Returns all scopes that a source has for a method.</summary>
    public static IEnumerable<string> Scopes(string method, ConnectorDefinition source) =>
        source.AuthMethods.OfType<OAuth2Auth>().Where(oauth => oauth.Id == method)
            .SelectMany(oauth => oauth.AvailableScopes.Keys.Concat(oauth.Scopes))
            .Concat(source.Endpoints.SelectMany(endpoint => endpoint.AuthAlternatives ?? [])
                .Concat(source.AuthAlternatives)
                .Where(alternative => alternative.Methods.Contains(method, StringComparer.Ordinal))
                .SelectMany(alternative => alternative.Scopes))
            .Distinct(StringComparer.Ordinal);

    /// <summary>Returns an endpoint without alternatives of methods that the draft does not use.</summary>
    public static ConnectorEndpoint Restrict(ConnectorEndpoint endpoint, IReadOnlySet<string> methods) =>
        endpoint.AuthAlternatives is { Count: > 0 } alternatives
            ? endpoint with { AuthAlternatives = Restrict(alternatives, methods) }
            : endpoint;

    // Without an alternative that is left, any method of the draft is tried.
    private static List<AuthAlternative>? Restrict(
        IReadOnlyList<AuthAlternative> alternatives, IReadOnlySet<string> methods)
    {
        var kept = alternatives.Where(alternative => alternative.Methods.All(methods.Contains)).ToList();
        return kept.Count > 0 ? kept : null;
    }

    private static IReadOnlyList<AuthAlternative> OfSource(PlannedConnector draft, ImportResult source) =>
        source.Definition.AuthAlternatives.Count > 0
            ? source.Definition.AuthAlternatives
            : draft.Definition.AuthAlternatives;

    private static AuthMethod? Undeclared(string id) =>
        id == SettledDefinition.Nothing ? null : SettledDefinition.Methods(id).FirstOrDefault();

    private static string Names(ConnectorDefinition source) => source.AuthMethods.Count == 0
        ? "none"
        : string.Join(", ", source.AuthMethods.Take(Listed).Select(method => $"'{method.Id}'"));
}

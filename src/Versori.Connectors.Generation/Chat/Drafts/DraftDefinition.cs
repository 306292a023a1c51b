using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Makes the definition of a draft for the endpoints that it needs.</summary>
internal static class DraftDefinition
{
    /// <summary>Returns the draft with other endpoints: with their schemas, inputs and scopes.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="source">Its source.</param>
    /// <param name="needed">The endpoints that the integration needs.</param>
    /// <param name="check">The endpoint that checks credentials. Default: that of the draft, or the best one.</param>
    /// <param name="dropped">The ids of endpoints that leave the definition. Default: none.</param>
    public static PlannedConnector With(
        PlannedConnector draft,
        ImportResult source,
        IReadOnlyList<ConnectorEndpoint> needed,
        ConnectorEndpoint? check = null,
        IReadOnlyList<string>? dropped = null)
    {
        var former = draft.Definition;
        var whole = Whole(former, source.Definition);
        var methods = whole.AuthMethods.Select(method => method.Id).ToHashSet(StringComparer.Ordinal);
        needed = [.. needed.Select(endpoint => AuthEdits.Restrict(endpoint, methods))];
        whole = WithScopes(whole, source.Definition, EndpointEdits.Chosen(draft), needed);
        check ??= whole.CheckEndpoint is { } id ? EndpointEdits.Find(former, id) : null;
        check ??= Planner.CheckFor(whole with { Endpoints = source.Definition.Endpoints }, needed);
        var kept = Kept(former, needed, check is null ? null : AuthEdits.Restrict(check, methods), dropped ?? []);
        var definition = DefinitionTrimmer.Trim(whole, kept, needed) with { CheckEndpoint = check?.Id };
        return draft with
        {
            Definition = WithUnused(definition, former),
            Endpoints = [.. needed.Select(endpoint => endpoint.Id)],
        };
    }

    // In the order of the draft, and what is new at the end. A connector of the catalog has endpoints of others, too.
    private static IReadOnlyList<ConnectorEndpoint> Kept(
        ConnectorDefinition former,
        IReadOnlyList<ConnectorEndpoint> needed,
        ConnectorEndpoint? check,
        IReadOnlyList<string> dropped)
    {
        var changed = needed.Concat(check is null ? [] : [check])
            .DistinctBy(endpoint => endpoint.Id, StringComparer.Ordinal)
            .ToDictionary(endpoint => endpoint.Id, StringComparer.Ordinal);
        var kept = new List<ConnectorEndpoint>();
        foreach (var endpoint in former.Endpoints)
        {
            if (changed.Remove(endpoint.Id, out var now)) kept.Add(now);
            else if (!dropped.Contains(endpoint.Id, StringComparer.Ordinal)) kept.Add(endpoint);
        }

        return [.. kept, .. changed.Values];
    }

    // What no endpoint used before was not the endpoints', and stays.
    private static ConnectorDefinition WithUnused(ConnectorDefinition trimmed, ConnectorDefinition former)
    {
        var used = DefinitionTrimmer.Trim(former, former.Endpoints, []);
        var schemas = new OrderedDictionary<string, JsonSchema>(StringComparer.Ordinal);
        foreach (var (name, schema) in trimmed.Schemas) schemas[name] = schema;
        foreach (var (name, schema) in former.Schemas)
        {
            if (!used.Schemas.ContainsKey(name)) schemas[name] = schema;
        }

        var inputs = former.Inputs.Where(input => !used.Inputs.Contains(input) && !trimmed.Inputs.Contains(input));
        return trimmed with { Schemas = schemas, Inputs = [.. trimmed.Inputs, .. inputs] };
    }

    // The draft with everything that endpoints of the source may refer to.
    private static ConnectorDefinition Whole(ConnectorDefinition draft, ConnectorDefinition source)
    {
        var schemas = new OrderedDictionary<string, JsonSchema>(StringComparer.Ordinal);
        foreach (var (name, schema) in source.Schemas) schemas[name] = schema;
        foreach (var (name, schema) in draft.Schemas) schemas[name] = schema;
        var inputs = draft.Inputs.Concat(source.Inputs).DistinctBy(input => input.Name, StringComparer.Ordinal);
        return draft with { Schemas = schemas, Inputs = [.. inputs] };
    }

    // What was requested for other reasons stays, such as offline_access and what the source states.
    private static ConnectorDefinition WithScopes(
        ConnectorDefinition whole,
        ConnectorDefinition source,
        IReadOnlyList<ConnectorEndpoint> before,
        IReadOnlyList<ConnectorEndpoint> needed)
    {
        return whole with { AuthMethods = [.. whole.AuthMethods.Select(WithLeast)] };

        AuthMethod WithLeast(AuthMethod method)
        {
            if (method is not OAuth2Auth oauth) return method;
            var stated = source.AuthMethods.OfType<OAuth2Auth>().FirstOrDefault(other => other.Id == oauth.Id)?.Scopes;
            var former = LeastScopes.Of(oauth, whole, before);
            var others = oauth.Scopes.Except(former, StringComparer.Ordinal)
                .Union(stated ?? [], StringComparer.Ordinal);
            var least = LeastScopes.Of(oauth, whole, needed);
            return oauth with { Scopes = [.. least.Union(others, StringComparer.Ordinal)] };
        }
    }
}

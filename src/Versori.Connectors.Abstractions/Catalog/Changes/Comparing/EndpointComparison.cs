namespace Versori.Connectors.Catalog;

/// <summary>Compares endpoints.</summary>
internal sealed class EndpointComparison(
    ConnectorDefinition before, ConnectorDefinition after, SchemaComparison schemas)
{
    public void Compare(
        (int Index, ConnectorEndpoint Endpoint)? former,
        (int Index, ConnectorEndpoint Endpoint)? current,
        ChangeLog log)
    {
        if (current is not { } later)
        {
            log.Add(
                ChangeKind.Removed,
                ChangeImpact.Breaking,
                $"/endpoints/{former!.Value.Index}",
                null,
                $"The endpoint was removed ({Operation(former.Value.Endpoint)}).");
        }
        else if (former is not { } earlier)
        {
            log.Add(
                ChangeKind.Added,
                ChangeImpact.Compatible,
                $"/endpoints/{later.Index}",
                null,
                $"The endpoint was added ({Operation(later.Endpoint)}).");
        }
        else
        {
            Compare(earlier.Endpoint, later.Endpoint, $"/endpoints/{later.Index}", log);
        }
    }

    private void Compare(ConnectorEndpoint former, ConnectorEndpoint endpoint, string pointer, ChangeLog log)
    {
        var wanted = former.AuthAlternatives ?? before.AuthAlternatives;
        var wants = endpoint.AuthAlternatives ?? after.AuthAlternatives;
        if (!wanted.SequenceEqual(wants))
            AuthComparison.CompareAlternatives(wanted, wants, $"{pointer}/authAlternatives", log);
        schemas.Begin(log);
        CompareRequest(former, endpoint, pointer, log);
        ResponseComparison.Compare(former.Responses, endpoint.Responses, $"{pointer}/responses", schemas, log);
        CompareSettings(former, endpoint, pointer, log);
        if (log.Count == 0 && former != endpoint)
            log.Changed(ChangeImpact.Compatible, pointer, null, "Its documentation or examples changed.");
    }

    private void CompareRequest(ConnectorEndpoint former, ConnectorEndpoint endpoint, string pointer, ChangeLog log)
    {
        if (former.Id != endpoint.Id)
        {
            log.Changed(
                ChangeImpact.Breaking,
                $"{pointer}/id",
                "id",
                $"Its id is '{endpoint.Id}' now. Templates and code that name it must be changed.",
                former.Id,
                endpoint.Id);
        }

        if (former.Method != endpoint.Method || former.Path != endpoint.Path)
        {
            log.Changed(
                ChangeImpact.PossiblyBreaking,
                $"{pointer}/path",
                "path",
                $"It moved from {Operation(former)} to {Operation(endpoint)}. Calls by endpoint id follow it, requests "
                + "by URL do not.",
                Operation(former),
                Operation(endpoint));
        }

        ConnectorComparison.CompareUrls(
            former.BaseUrl ?? before.BaseUrl,
            endpoint.BaseUrl ?? after.BaseUrl,
            pointer,
            UrlLog(former, endpoint, log));
        ParameterComparison.Compare(former.Parameters, endpoint.Parameters, $"{pointer}/parameters", schemas, log);
        BodyComparison.Compare(former.RequestBody, endpoint.RequestBody, $"{pointer}/requestBody", schemas, log);
    }

    // A change of the connector's base URL is stated once, for the connector.
    private static ChangeLog UrlLog(ConnectorEndpoint former, ConnectorEndpoint endpoint, ChangeLog log) =>
        former.BaseUrl is null && endpoint.BaseUrl is null ? new([], DefinitionPart.Endpoint, null) : log;

    private static void CompareSettings(
        ConnectorEndpoint former, ConnectorEndpoint endpoint, string pointer, ChangeLog log)
    {
        if (former.Paging is not null && endpoint.Paging is null)
        {
            log.Add(ChangeKind.Removed, ChangeImpact.Breaking, $"{pointer}/paging", "paging",
                "It no longer states how it returns pages. Lists cannot be read to their end.");
        }
        else if (former.Paging is null && endpoint.Paging is not null)
        {
            log.Add(ChangeKind.Added, ChangeImpact.Compatible, $"{pointer}/paging", "paging",
                "It states how it returns pages.");
        }
        else if (former.Paging is { } was && endpoint.Paging is { } now && was != now with { Basis = was.Basis })
        {
            log.Changed(ChangeImpact.PossiblyBreaking, $"{pointer}/paging", "paging", "How it returns pages changed.");
        }

        (bool IsChanged, ChangeImpact Impact, string Member, string Message)[] settings =
        [
            (!former.ResponseRules.SequenceEqual(endpoint.ResponseRules), ChangeImpact.PossiblyBreaking,
                "responseRules", "Which responses are errors changed."),
            (former.GraphQL != endpoint.GraphQL, ChangeImpact.PossiblyBreaking,
                "graphQL", "Its GraphQL operation changed."),
            (former.Soap != endpoint.Soap, ChangeImpact.PossiblyBreaking, "soap", "Its SOAP operation changed."),
            (former.Repeatable != endpoint.Repeatable, ChangeImpact.PossiblyBreaking,
                "repeatable", "Whether its requests may be repeated changed."),
            (former.Weight != endpoint.Weight, ChangeImpact.Compatible,
                "weight", "How much of the limits a call takes changed."),
            (!former.Tags.SequenceEqual(endpoint.Tags, StringComparer.Ordinal), ChangeImpact.Compatible, "tags",
                "Its tags changed."),
            (!former.Deprecated && endpoint.Deprecated, ChangeImpact.Compatible,
                "deprecated", "It is deprecated. The external system may remove it."),
            (former.Deprecated && !endpoint.Deprecated, ChangeImpact.Compatible,
                "deprecated", "It is no longer deprecated."),
            (former.Summary != endpoint.Summary || former.Description != endpoint.Description, ChangeImpact.Compatible,
                "description", "Its summary or description changed."),
        ];
        foreach (var (_, impact, member, message) in settings.Where(setting => setting.IsChanged))
            log.Changed(impact, $"{pointer}/{member}", member, message);
    }

    private static string Operation(ConnectorEndpoint endpoint) => $"{endpoint.Method} {endpoint.Path}";
}

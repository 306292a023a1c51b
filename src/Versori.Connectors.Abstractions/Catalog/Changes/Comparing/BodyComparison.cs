namespace Versori.Connectors.Catalog;

/// <summary>Compares request bodies.</summary>
internal static class BodyComparison
{
    private const string Place = "requestBody";

    public static void Compare(
        EndpointRequestBody? before,
        EndpointRequestBody? after,
        string pointer,
        SchemaComparison schemas,
        ChangeLog log)
    {
        switch (before, after)
        {
            case (null, null):
                break;
            case ({ }, null):
                log.Add(ChangeKind.Removed, ChangeImpact.Breaking, pointer, Place, "It takes no body any more.");
                break;
            case (null, { Required: true }):
                log.Add(ChangeKind.Added, ChangeImpact.Breaking, pointer, Place, "It needs a body now.");
                break;
            case (null, { }):
                log.Add(ChangeKind.Added, ChangeImpact.Compatible, pointer, Place, "It takes an optional body now.");
                break;
            default:
                CompareBodies(before!, after!, pointer, schemas, log);
                break;
        }
    }

    private static void CompareBodies(
        EndpointRequestBody former, EndpointRequestBody body, string pointer, SchemaComparison schemas, ChangeLog log)
    {
        if (former.Required != body.Required)
        {
            log.Changed(
                body.Required ? ChangeImpact.Breaking : ChangeImpact.Compatible,
                $"{pointer}/required",
                $"{Place}/required",
                $"The body is {(body.Required ? "required" : "optional")} now.");
        }

        var earlier = MediaContents.Of(former);
        var later = MediaContents.Of(body);
        foreach (var (type, content) in earlier)
        {
            if (!later.TryGetValue(type, out var current))
            {
                log.Add(ChangeKind.Removed, ChangeImpact.Breaking, pointer, $"{Place}/{type}",
                    $"A body of the type {type} is no longer accepted.");
                continue;
            }

            schemas.CompareRequest(content.Schema, current.Schema, current.Pointer(pointer, "schema"), Place);
            schemas.CompareRequest(content.ItemSchema, current.ItemSchema, current.Pointer(pointer, "itemSchema"),
                Place);
            if (!content.Encoding.Equals(current.Encoding))
                log.Changed(ChangeImpact.PossiblyBreaking, pointer, $"{Place}/encoding",
                    "How fields of the body are written changed. Calls by endpoint id follow it.");
        }

        foreach (var type in later.Keys.Where(type => !earlier.ContainsKey(type)))
            log.Add(ChangeKind.Added, ChangeImpact.Compatible, pointer, $"{Place}/{type}",
                $"A body of the type {type} is accepted too.");
        if (former.ContentType != body.ContentType && later.ContainsKey(former.ContentType))
            log.Changed(ChangeImpact.Compatible, $"{pointer}/contentType", $"{Place}/contentType",
                $"The preferred type of the body is {body.ContentType} now.");
    }
}

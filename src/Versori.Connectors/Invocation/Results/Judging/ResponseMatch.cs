namespace Versori.Connectors.Invocation;

/// <summary>Finds the declared response, and its schema, to which a response belongs.</summary>
internal static class ResponseMatch
{
    /// <summary>
    /// Returns the declared response: the exact status, else its range, else the default (OpenAPI 3.1 §4.8.16.1).
    /// </summary>
    public static EndpointResponse? Find(ConnectorEndpoint endpoint, int status)
    {
        EndpointResponse? best = null;
        var rank = 0;
        foreach (var response in endpoint.Responses)
        {
            var match = StatusPattern.Match(response.Status, status);
            if (match > rank) (best, rank) = (response, match);
        }

        return best;
    }

    /// <summary>Returns the declared response with the media type and the schema of this one.</summary>
    public static EndpointResponse? Declared(ConnectorEndpoint endpoint, int status, string? contentType)
    {
        if (Find(endpoint, status) is not { } response) return null;
        if (response.Alternatives.Count == 0) return response;
        return Content(response, contentType) is { } content
            ? response with
            {
                ContentType = content.ContentType,
                Schema = content.Schema,
                ItemSchema = content.ItemSchema,
                Alternatives = [],
            }
            : response with { Schema = null, ItemSchema = null, Alternatives = [] };
    }

    /// <summary>Returns the declared content of a media type; the schema of the first one if it has none.</summary>
    public static EndpointContent? Content(EndpointResponse? response, string? contentType)
    {
        if (response is not { ContentType: { } first }) return null;
        var own = new EndpointContent
        {
            ContentType = first,
            Schema = response.Schema,
            ItemSchema = response.ItemSchema,
        };
        if (contentType is null) return own;
        EndpointContent[] all = [own, .. response.Alternatives];
        var essence = MediaType.Essence(contentType);
        var found = Array.Find(all, content => MediaType.Essence(content.ContentType) == essence)
            ?? Array.Find(all, content => MediaType.Matches(content.ContentType, contentType));

        // RFC 6839 §3.1: a type with the suffix +json is JSON, whatever the document calls it.
        var kind = MediaType.Of(contentType);
        found ??= kind == MediaKind.Binary
            ? null
            : Array.Find(all, content => MediaType.Of(content.ContentType) == kind);
        return found is { Schema: null } && MediaType.HasFields(MediaType.Of(found.ContentType))
            ? found with { Schema = response.Schema }
            : found;
    }
}

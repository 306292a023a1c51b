using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>An endpoint: all recorded requests of one method and one form of path.</summary>
internal sealed class HarOperation(IReadOnlyList<HarEntry> entries, Work work)
{
    private static readonly HashSet<string> IgnoredQuery = new(StringComparer.OrdinalIgnoreCase)
    {
        "_", "cb", "cachebuster", "cache_buster", "nocache", "gclid", "fbclid", "msclkid", "_ga", "_gl", "callback",
    };

    private readonly ParameterShapes _parameters = new();
    private readonly (string Path, IReadOnlyList<string> Names) _named = HarSegments.Named(entries[0].Segments);

    /// <summary>The first request.</summary>
    public HarEntry First => entries[0];

    /// <summary>The path with the names of its values.</summary>
    public string Path => _named.Path;

    /// <summary>The bodies of the requests.</summary>
    public BodyShape Body { get; } = new();

    /// <summary>Returns the operation of OpenAPI.</summary>
    public JsonObject ToOperation(HarAuth auth, bool isAuthNeeded)
    {
        var requirements = new List<JsonObject>();
        var responses = new OrderedDictionary<string, BodyShape>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            work.Step();
            _parameters.BeginRequest();
            AddPath(entry, _named.Names);
            AddQuery(entry);
            AddHeaders(entry);
            AddBody(entry);
            AddResponse(entry, responses);
            var requirement = auth.Read(entry);
            // A request that was refused does not show that it needs no credential.
            var isShown = requirement.Count > 0 || entry.IsSuccess;
            if (isShown && !requirements.Exists(known => JsonNode.DeepEquals(known, requirement)))
                requirements.Add(requirement);
        }

        auth.MoveKeys(Body, requirements);
        var operation = new JsonObject { ["parameters"] = _parameters.ToParameters() };
        if (Summary() is { } summary) operation["summary"] = summary;
        if (!Body.IsEmpty) operation["requestBody"] = new JsonObject { ["content"] = Body.ToContent() };
        var written = new JsonObject();
        foreach (var (status, body) in responses.OrderBy(response => response.Key, StringComparer.Ordinal))
        {
            var response = new JsonObject { ["description"] = "" };
            if (!body.IsEmpty) response["content"] = body.ToContent();
            written[status] = response;
        }

        if (written.Count > 0) operation["responses"] = written;
        var hasCredential = requirements.Exists(requirement => requirement.Count > 0);
        if (hasCredential || isAuthNeeded)
            operation["security"] = new JsonArray([.. requirements.Where(requirement => hasCredential).Select(
                requirement => (JsonNode)requirement)]);
        return operation;
    }

    private void AddPath(HarEntry entry, IReadOnlyList<string> names)
    {
        var originals = entry.Url.AbsolutePath.Split('/').Skip(1).ToArray();
        var at = 0;
        foreach (var (index, segment) in entry.Segments.Index())
        {
            if (!segment.Contains(HarSegments.Value, StringComparison.Ordinal)) continue;
            var isWhole = segment == HarSegments.Value;
            _parameters.Add("path", names[at++], isWhole ? originals[index] : null);
        }
    }

    private void AddQuery(HarEntry entry)
    {
        foreach (var (name, value) in entry.Query)
        {
            var isIgnored = IgnoredQuery.Contains(name) || name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase)
                || OpaqueText.IsKey(name) || CredentialNames.IsForgeryGuard(name)
                || HarAuth.IsQueryKey(name, value);
            if (!isIgnored) _parameters.Add("query", name, value);
        }
    }

    private void AddHeaders(HarEntry entry)
    {
        foreach (var (name, _) in entry.Headers)
        {
            var isIgnored = HeaderNames.IsIgnored(name) || !Authentication.HttpTokenSyntax.IsToken(name)
                || CredentialNames.IsCredential(name) || OpaqueText.IsKey(name)
                || name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("If-", StringComparison.OrdinalIgnoreCase);
            if (!isIgnored) _parameters.Add("header", name, null);
        }
    }

    private void AddBody(HarEntry entry)
    {
        if (entry.Post is null || entry.Method is "GET" or "HEAD") return;
        using var json = entry.PostJson();
        if (json is not null)
        {
            Body.Json(MediaTypes.IsJson(entry.PostType) ? entry.PostType : MediaTypes.Json).Add(json.RootElement, work);
            return;
        }

        if (entry.PostType is MediaTypes.Form or MediaTypes.Multipart)
        {
            var form = Body.Fields(entry.PostType);
            form.BeginRequest();
            foreach (var (name, value, isFile) in entry.PostFields())
            {
                if (!OpaqueText.IsKey(name) && !CredentialNames.IsForgeryGuard(name)) form.Add(name, value, isFile);
            }

            return;
        }

        if (entry.PostType.Contains('/', StringComparison.Ordinal))
            Body.AddOther(entry.PostType, !IsText(entry.PostType));
    }

    private void AddResponse(HarEntry entry, OrderedDictionary<string, BodyShape> responses)
    {
        if (entry.Status is < 200 or > 599 or 304) return;
        var status = entry.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!responses.TryGetValue(status, out var body)) responses[status] = body = new();
        using var json = entry.ResponseJson();
        var type = entry.ResponseType;
        if (json is not null) body.Json(MediaTypes.IsJson(type) ? type : MediaTypes.Json).Add(json.RootElement, work);
        else if (entry.HasResponseBody && MediaTypes.IsJson(type)) _ = body.Json(type);
        else if (entry.HasResponseBody && type.Contains('/', StringComparison.Ordinal))
            body.AddOther(type, !IsText(type));
    }

    private static bool IsText(string type) => type.StartsWith("text/", StringComparison.Ordinal)
        || type.EndsWith("xml", StringComparison.Ordinal);

    // What a request to a collection does, in words that a requirement uses.
    private string? Summary()
    {
        var segments = First.Segments.Where(segment => segment.Length > 0).ToList();
        if (segments.Count == 0) return null;
        var isItem = segments[^1] == HarSegments.Value;
        var noun = isItem ? segments.Count > 1 ? segments[^2] : "" : segments[^1];
        if (!HarSegments.IsPlural(noun) || noun.Contains(HarSegments.Value, StringComparison.Ordinal)) return null;
        var words = noun.Replace('-', ' ').Replace('_', ' ');
        var single = HarSegments.Singular(words);
        return (First.Method, isItem) switch
        {
            ("GET", false) => $"List {words}",
            ("GET", true) => $"Get {single}",
            ("POST", false) => $"Create {single}",
            ("PUT" or "PATCH", true) => $"Update {single}",
            ("DELETE", true) => $"Delete {single}",
            _ => null,
        };
    }
}

using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>Joins what was found to an OpenAPI document, imports it, and notes the place of each fact.</summary>
internal sealed class DraftBuilder(EndpointCollector collected, DocumentedAuth auth, Work work)
{
    private readonly OpenApiBuilder _builder = new();
    private readonly Dictionary<string, FoundEndpoint> _byOperation = new(StringComparer.Ordinal);
    private readonly List<ConnectorError> _warnings = [];

    /// <summary>Returns the draft.</summary>
    /// <exception cref="ConnectorException">No page has an endpoint.</exception>
    public DocumentationDraft Build(string title, (PathText Url, Stated Source)? address)
    {
        AddExamples(address?.Url);
        var endpoints = collected.Endpoints.Where(endpoint => IsOf(endpoint, address?.Url)).ToList();
        if (endpoints.Count == 0)
        {
            throw DocumentErrors.Invalid(
                "",
                "No page has a request, such as 'GET /v1/users' or a curl command. Add the pages of the reference.");
        }

        _builder.Title = title;
        if (address is { } found) AddServer(found.Url);
        AddSecurity();
        foreach (var endpoint in endpoints) AddOperation(endpoint, address?.Url);
        var translation = _builder.Build();
        var imported = Import(translation);
        return new(imported.Definition, [.. Facts(imported.Definition, address)])
        {
            Warnings = [.. _warnings, .. imported.Warnings],
        };
    }

    private void AddServer(PathText url)
    {
        var text = $"{url.Origin}{(url.Segments.Count == 0 ? "" : url.Path)}";
        var variables = text.Split('{').Skip(1).Select(part => part.Split('}')[0]).Distinct(StringComparer.Ordinal);
        _builder.AddServer(text, variables.Select(name => new ConnectorInput { Name = name }), "");
    }

    private void AddSecurity()
    {
        var alternatives = auth.Methods
            .Select(found => (JsonNode)new JsonObject { [_builder.AddMethod(found.Method)] = new JsonArray() })
            .ToArray();
        if (alternatives.Length > 0) _builder.Security = new JsonArray(alternatives);
    }

    /// <summary>Joins the requests that pages show to the endpoints, or makes endpoints of them.</summary>
    private void AddExamples(PathText? address)
    {
        foreach (var (request, page, section) in collected.Examples)
        {
            work.Step();
            if (PathText.Parse(request.Url) is not { } path || !IsOfAddress(path, address)) continue;
            var endpoint = Find(request.Method, path, section) ?? Add(request, path, page);
            if (endpoint is null) continue;
            var source = new Stated(page, request.Text);
            foreach (var (name, value) in path.Query.Where(pair => !HarAuth.IsQueryKey(pair.Name, pair.Value)))
                endpoint.Add(new() { Name = name, In = "query", Source = source });
            AddBody(endpoint, request, page);
        }
    }

    private FoundEndpoint? Find(string method, PathText path, FoundEndpoint? section)
    {
        bool Fits(FoundEndpoint endpoint)
        {
            var template = endpoint.Path.Segments;
            var skipped = path.Segments.Count - template.Count;
            return endpoint.Method == method && skipped is >= 0 and <= 4
                && (skipped == 0 || path.Origin.Length > 0)
                && BaseAddress.Matches(path.Segments.Skip(skipped), template);
        }

        if (section is not null && Fits(section)) return section;
        return collected.Endpoints.Where(Fits).MaxBy(endpoint => endpoint.Path.Segments.Count);
    }

    private FoundEndpoint? Add(ExampleRequest request, PathText path, Uri? page)
    {
        var template = path.WithoutValues();
        var status = template.HasValues ? FactStatus.Guessed : FactStatus.Stated;
        return collected.Add(request.Method, template, new(page, request.Text, status));
    }

    private void AddBody(FoundEndpoint endpoint, ExampleRequest request, Uri? page)
    {
        if (request.Body is not { } body) return;
        var type = request.Header("Content-Type") ?? (body.AsSpan().TrimStart() is ['{' or '[', ..]
            ? "application/json"
            : request.IsMultipart ? "multipart/form-data" : "application/x-www-form-urlencoded");
        if (type.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            if (!collected.AddJson(endpoint.Body, body))
                Warn(page, $"An example of {endpoint.Method} {endpoint.Path.Path} is not valid JSON.");
            return;
        }

        if (!type.Contains("form", StringComparison.OrdinalIgnoreCase))
        {
            endpoint.Body.AddOther(type.Split(';')[0].Trim(), isBinary: false);
            return;
        }

        var media = request.IsMultipart ? "multipart/form-data" : "application/x-www-form-urlencoded";
        foreach (var pair in body.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var key, var text] ? (key, text) : (pair, "");
            if (name.Length is > 0 and <= 100) endpoint.Body.Fields(media).Add(name, value);
        }
    }

    private void AddOperation(FoundEndpoint endpoint, PathText? address)
    {
        var segments = endpoint.Path.Segments;
        var prefix = address?.Segments ?? [];
        // Pages write paths with or without the path of the base URL.
        if (prefix.Count > 0 && segments.Count > prefix.Count
            && segments.Take(prefix.Count).SequenceEqual(prefix, StringComparer.Ordinal))
            segments = [.. segments.Skip(prefix.Count)];
        var path = "/" + string.Join('/', segments);
        var operation = new JsonObject
        {
            ["responses"] = Responses(endpoint),
        };
        if (endpoint.Summary is { } summary) operation["summary"] = OpaqueText.Without(summary);
        if (endpoint.Description is { } description) operation["description"] = OpaqueText.Without(description);
        if (Parameters(endpoint, segments) is { Count: > 0 } parameters) operation["parameters"] = parameters;
        if (Content(endpoint) is { Count: > 0 } content)
            operation["requestBody"] = new JsonObject { ["content"] = content };
        var id = _builder.AddOperation(endpoint.Method, path, Slug.Of($"{endpoint.Method} {path}"), operation, "");
        _byOperation[id] = endpoint;
    }

    private static JsonArray Parameters(FoundEndpoint endpoint, IReadOnlyList<string> segments)
    {
        var parameters = new JsonArray();
        var names = segments
            .SelectMany(segment => segment.Split('{').Skip(1))
            .Select(part => part.Split('}')[0])
            .ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var known = endpoint.Parameters.FirstOrDefault(parameter => parameter.Name == name);
            parameters.Add((JsonNode)Parameter(known ?? new()
            {
                Name = name,
                In = "path",
                IsRequired = true,
                Type = "string",
                Source = endpoint.Source,
            }));
        }

        foreach (var parameter in endpoint.Parameters.Where(parameter => parameter.In is "query" or "header"))
        {
            var isCredential = CredentialNames.IsKey(parameter.Name) || HeaderNames.IsIgnored(parameter.Name);
            if (!names.Contains(parameter.Name) && !isCredential) parameters.Add((JsonNode)Parameter(parameter));
        }

        return parameters;
    }

    private static JsonObject Parameter(FoundParameter parameter)
    {
        var written = new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.In,
            ["required"] = parameter.IsRequired,
            ["schema"] = parameter.ToSchema(),
        };
        if (parameter.Description is { } description) written["description"] = OpaqueText.Without(description);
        return written;
    }

    /// <summary>The content of the request: the schema of examples with the members that tables describe.</summary>
    private static JsonObject Content(FoundEndpoint endpoint)
    {
        var content = endpoint.Body.ToContent();
        var members = endpoint.Parameters.Where(parameter => parameter.In == "body").ToList();
        if (members.Count == 0) return content;
        if (content.Count == 0) content["application/json"] = new JsonObject { ["schema"] = new JsonObject() };
        foreach (var (_, media) in content)
        {
            var schema = media!["schema"] as JsonObject ?? [];
            schema["type"] ??= "object";
            var properties = schema["properties"] as JsonObject ?? [];
            schema["properties"] = properties;
            foreach (var member in members)
            {
                var shown = properties[member.Name] as JsonObject ?? [];
                foreach (var (name, value) in member.ToSchema()) shown[name] ??= value?.DeepClone();
                properties[member.Name] = shown;
            }

            // An example shows what may be sent. A table says what must be.
            var required = members.Where(member => member.IsRequired).Select(member => member.Name);
            schema["required"] = JsonCopy.Texts(required);
        }

        return content;
    }

    private static JsonObject Responses(FoundEndpoint endpoint)
    {
        var responses = new JsonObject();
        foreach (var (status, shape) in endpoint.Responses)
        {
            var response = new JsonObject { ["description"] = "" };
            if (!shape.IsEmpty) response["content"] = shape.ToContent();
            responses[$"{status}"] = response;
        }

        if (responses.Count == 0) responses["default"] = new JsonObject { ["description"] = "" };
        return responses;
    }

    private ImportResult Import(Translation translation)
    {
        var text = "{}"u8.ToArray();
        using var original = DocumentParser.Parse(text, text.Length, work);
        var source = ConnectorSource.Document("{}");
        return TranslatedImport.Import(translation, original, null, new(work), source, needsServer: false, work);
    }

    private IEnumerable<DocumentedFact> Facts(
        ConnectorDefinition definition, (PathText Url, Stated Source)? address)
    {
        // Without a base URL, the host has to give one before anything is sent.
        if (address is { } found) yield return found.Source.At("/baseUrl", definition.BaseUrl);
        foreach (var (at, method) in definition.AuthMethods.Index())
        {
            var source = auth.Methods.ElementAtOrDefault(at).Source ?? new Stated(null, null, FactStatus.Guessed);
            yield return source.At($"/authMethods/{at}", method.Id);
        }

        // That a page says nothing is no proof that the system needs nothing.
        if (definition.AuthMethods.Count == 0)
            yield return new Stated(null, null, FactStatus.Guessed).At("/authMethods", "no authentication");
        foreach (var (at, endpoint) in definition.Endpoints.Index())
        {
            if (!_byOperation.TryGetValue(endpoint.Id, out var source)) continue;
            var location = $"/endpoints/{at}";
            yield return source.Source.At(location, $"{endpoint.Method} {endpoint.Path}");
            foreach (var (number, parameter) in endpoint.Parameters.Index())
            {
                var known = source.Parameters.FirstOrDefault(one => one.Name == parameter.Name);
                yield return (known?.Source ?? source.Source).At($"{location}/parameters/{number}", parameter.Name);
            }
        }
    }

    private static bool IsOf(FoundEndpoint endpoint, PathText? address) => IsOfAddress(endpoint.Path, address);

    private static bool IsOfAddress(PathText path, PathText? address) =>
        path.Origin.Length == 0 || address is null || path.Origin == address.Origin
        || BaseAddress.IsExampleOnly(path.Origin);

    private void Warn(Uri? page, string message)
    {
        if (_warnings.Count == 1000) return;
        _warnings.Add(new()
        {
            Code = ConnectorErrorCode.InvalidDocument,
            Message = message,
            Location = page?.GetLeftPart(UriPartial.Path),
        });
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Versori.Connectors.Authentication;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Converts requests, with the responses that are saved as their examples.</summary>
internal sealed partial class PostmanRequests(OpenApiBuilder builder, Work work)
{
    private const int MaximumPath = 8000;

    // Values of a query that choose the operation, where one path has several.
    private static readonly HashSet<string> SelectorNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "method", "action", "op", "operation", "cmd", "command", "function", "func", "wsfunction", "do", "restype",
        "comp", "r", "route",
    };

    private readonly PostmanAuth _auth = new(builder);
    private readonly PostmanBody _bodies = new(work);

    /// <summary>Returns the operation of a request; <see langword="null"/> if it cannot be called.</summary>
    /// <param name="item">The item that contains the request.</param>
    /// <param name="scope">What it inherits.</param>
    public PostmanOperation? Read(Node item, PostmanScope scope)
    {
        work.Step();
        var request = item.Find("request")!;
        var url = request.IsObject ? request.Find("url") : request;
        var method = (request.IsObject ? request.Text("method") : null)?.Trim().ToUpperInvariant() ?? "GET";
        if (url is null || !HttpTokenSyntax.IsToken(method))
        {
            item.Warn("The request has no URL, or no valid method. It is left out.");
            return null;
        }

        var parsed = new PostmanUrl(url);
        var (server, inputs, path) = PostmanServers.Split(parsed.Address, scope.Variables);
        if (path.Length > MaximumPath || server?.Length > MaximumPath)
        {
            item.Warn($"The path is longer than {MaximumPath} characters. The request is left out.");
            return null;
        }

        if (server is not null && IsOtherProtocol(server))
        {
            item.WarnLeftOut("The request does not use HTTP. It is left out.");
            return null;
        }

        var shapes = new ParameterShapes();
        var operation = new PostmanOperation
        {
            Node = item,
            Method = method,
            Server = server,
            Inputs = inputs,
            Path = PostmanPath.Read(path, parsed, scope.Variables, shapes),
            Parameters = shapes,
            Name = NameOf(item),
            Folders = scope.Folders,
            Description = (request.IsObject ? PostmanField.DescriptionOf(request) : null)
                ?? PostmanField.DescriptionOf(item),
        };
        operation.Security = SecurityOf(request, item, scope);
        AddQuery(parsed, operation, scope.Variables, isExample: false);
        var headers = request.IsObject ? PostmanField.Headers(request).ToList() : [];
        AddHeaders(headers, operation, scope.Variables);
        if (request.IsObject)
            operation.GraphQL = _bodies.Add(request, ContentType(headers, scope.Variables), operation.Body);
        if (request.IsObject && request.Find("certificate") is { } certificate)
            certificate.WarnLeftOut("Client certificates are left out.");
        AddResponses(item, operation, scope.Variables);
        return operation;
    }

    /// <summary>Adds a further request of the same endpoint.</summary>
    public void Merge(PostmanOperation known, Node item, PostmanScope scope)
    {
        var request = item.Find("request")!;
        known.Parameters.BeginRequest();
        if ((request.IsObject ? request.Find("url") : request) is { } url)
            AddQuery(new(url), known, scope.Variables, isExample: true);
        if (request.IsObject)
        {
            var headers = PostmanField.Headers(request).ToList();
            _bodies.Add(request, ContentType(headers, scope.Variables), known.Body);
        }

        known.Description ??= request.IsObject ? PostmanField.DescriptionOf(request) : null;
        AddResponses(item, known, scope.Variables);
    }

    // By default, the name of a request is its URL, which can contain keys.
    private static string? NameOf(Node item)
    {
        var name = item.Text("name")?.Trim();
        var isUrl = name is not null && (name.Contains("://", StringComparison.Ordinal)
            || name.StartsWith('/') || name.StartsWith("{{", StringComparison.Ordinal));
        return string.IsNullOrEmpty(name) || isUrl ? null : OpaqueText.Without(name);
    }

    private static bool IsOtherProtocol(string server) =>
        server.IndexOf("://", StringComparison.Ordinal) is > 0 and var at
        && server[..at].ToLowerInvariant() is not ("http" or "https");

    private JsonArray? SecurityOf(Node request, Node item, PostmanScope scope)
    {
        var auth = (request.IsObject ? request.Object("auth") : null) ?? item.Object("auth") ?? scope.Auth;
        return auth is null ? null : _auth.Read(auth, scope.Variables);
    }

    private void AddQuery(
        PostmanUrl url, PostmanOperation operation, PostmanVariables variables, bool isExample)
    {
        foreach (var field in url.Query)
        {
            if (field.Name.Length == 0 || field.Name.Contains("{{", StringComparison.Ordinal)) continue;
            var value = variables.Resolve(field.Value);
            var hasKey = CredentialNames.IsKey(field.Name)
                || (field.Name.Equals("key", StringComparison.OrdinalIgnoreCase) && MayBeKey(field.Value));
            if (hasKey)
            {
                if (!isExample)
                    operation.Security = _auth.With(operation.Security, CredentialLocation.Query, field.Name, "");
                continue;
            }

            var isSelector = !field.IsDisabled && SelectorNames.Contains(field.Name) && Word().IsMatch(value);
            if (isSelector && !isExample) operation.Selectors.Add($"{field.Name}={value}");
            var isKnown = ExampleCleaner.MayKeep(field.Name, value);
            operation.Parameters.Add(
                "query",
                field.Name,
                isKnown ? value : null,
                field.Description,
                keepsExample: !field.IsDisabled || field.Description is not null,
                isConstant: isSelector);
        }
    }

    private static bool MayBeKey(string value) =>
        value.Contains("{{", StringComparison.Ordinal) || OpaqueText.IsToken(value) || value.Length == 0;

    private void AddHeaders(List<PostmanField> headers, PostmanOperation operation, PostmanVariables variables)
    {
        foreach (var header in headers)
        {
            if (header.IsDisabled && CredentialNames.IsKey(header.Name)) continue;
            if (header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            {
                // What the request's auth sets replaces the header.
                if (operation.Security is not { Count: > 0 }) operation.Security = _auth.Authorization(header.Value);
                continue;
            }

            if (!HttpTokenSyntax.IsToken(header.Name)) continue;
            if (header.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            {
                header.Node.WarnLeftOut("Cookies are left out.");
                continue;
            }

            if (CredentialNames.IsKey(header.Name))
            {
                operation.Security = _auth.With(
                    operation.Security, CredentialLocation.Header, header.Name, header.Value);
                continue;
            }

            if (HeaderNames.IsIgnored(header.Name)) continue;
            var value = variables.Resolve(header.Value);
            operation.Parameters.Add(
                "header",
                header.Name,
                ExampleCleaner.MayKeep(header.Name, value) ? value : null,
                header.Description,
                keepsExample: true);
        }
    }

    private static string? ContentType(List<PostmanField> headers, PostmanVariables variables) =>
        headers.Find(header => !header.IsDisabled
            && header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) is { } found
                ? variables.Resolve(found.Value).Trim()
                : null;

    private void AddResponses(Node item, PostmanOperation operation, PostmanVariables variables)
    {
        if (item.Find("response") is not { Value.ValueKind: System.Text.Json.JsonValueKind.Array } responses) return;
        foreach (var response in responses.Items().Where(response => response.IsObject))
        {
            work.Step();
            if (response.Object("originalRequest") is { } original) AddOriginal(original, operation, variables);
            var code = response.Text("code");
            if (code is not { Length: 3 } || code[0] is < '1' or > '5') continue;
            if (!code.All(char.IsAsciiDigit)) continue;
            if (!operation.Responses.TryGetValue(code, out var known))
                operation.Responses[code] = known = (OpaqueText.Without(response.Text("name")), new());
            if (response.Text("body") is not { } body || string.IsNullOrWhiteSpace(body)) continue;
            var type = ContentType([.. PostmanField.Headers(response)], variables) is { } stated
                && stated.Contains('/', StringComparison.Ordinal)
                    ? MediaTypes.Essence(stated)
                    : TypeOf(response.Text("_postman_previewlanguage"), body);
            _bodies.AddText(body, type, known.Body);
        }
    }

    private void AddOriginal(Node original, PostmanOperation operation, PostmanVariables variables)
    {
        if (operation.GraphQL is not null) return;
        operation.Parameters.BeginRequest();
        if (original.Find("url") is { } url) AddQuery(new(url), operation, variables, isExample: true);
        _bodies.Add(original, ContentType([.. PostmanField.Headers(original)], variables), operation.Body);
    }

    private static string TypeOf(string? language, string body)
    {
        if (language == "json") return MediaTypes.Json;
        if (language is "xml" or "html") return language == "xml" ? "application/xml" : "text/html";
        using var json = EmbeddedJson.Parse(body);
        return json is null ? "text/plain" : MediaTypes.Json;
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z._-]{0,60}[0-9]?\z", RegexOptions.None, 10_000)]
    private static partial Regex Word();
}

using System.Text.RegularExpressions;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Reads the body of a request.</summary>
internal sealed partial class PostmanBody(Work work)
{
    private const string Binary = "application/octet-stream";

    /// <summary>Adds the body of a request to a shape.</summary>
    /// <param name="request">The request.</param>
    /// <param name="contentType">The Content-Type header, if the request has one.</param>
    /// <param name="body">The shape.</param>
    /// <returns>The GraphQL operation, if the body is one.</returns>
    public GraphQLOperation? Add(Node request, string? contentType, BodyShape body)
    {
        if (request.Object("body") is not { } node || node.Flag("disabled") == true) return null;
        switch (node.Text("mode"))
        {
            case "raw":
                AddRaw(node, contentType, body);
                return null;
            case "urlencoded":
                AddForm(node, "urlencoded", body.Fields(MediaTypes.Form));
                return null;
            case "formdata":
                AddForm(node, "formdata", body.Fields(MediaTypes.Multipart));
                return null;
            case "file":
                body.AddOther(IsType(contentType) ? contentType! : Binary, isBinary: true);
                return null;
            case "graphql":
                return GraphQL(node, body);
            case null or "none":
                return null;
            case var mode:
                node.WarnLeftOut($"A body of the mode '{mode}' is left out.");
                return null;
        }
    }

    /// <summary>Adds a text of a media type to a shape.</summary>
    public void AddText(string text, string contentType, BodyShape body)
    {
        if (!MediaTypes.IsJson(contentType))
        {
            if (MediaTypes.Essence(contentType) == MediaTypes.Form) AddFormText(text, body.Fields(MediaTypes.Form));
            else body.AddOther(contentType, isBinary: false);
            return;
        }

        using var json = EmbeddedJson.ParseTemplate(text);
        var shape = body.Json(contentType);
        if (json is null) return;
        shape.Add(json.RootElement, work);
        if (ExampleCleaner.Of(json.RootElement, work) is { } example) body.SetExample(contentType, example);
    }

    private void AddRaw(Node node, string? contentType, BodyShape body)
    {
        var text = node.Text("raw") ?? "";
        if (string.IsNullOrWhiteSpace(text)) return;
        var language = node.Object("options")?.Object("raw")?.Text("language");
        var type = IsType(contentType) ? contentType! : language switch
        {
            "json" => MediaTypes.Json,
            "xml" => "application/xml",
            "html" => "text/html",
            "javascript" => "application/javascript",
            _ => IsJson(text) ? MediaTypes.Json : "text/plain",
        };
        var before = MediaTypes.IsJson(type) && !IsJson(text);
        if (before) node.Warn("The body is not valid JSON. It is read as any value.");
        AddText(text, type, body);
    }

    private static bool IsJson(string text)
    {
        using var json = EmbeddedJson.ParseTemplate(text);
        return json is not null;
    }

    private static bool IsType(string? contentType) => contentType is not null
        && contentType.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        && slash < contentType.Length - 1
        && contentType.AsSpan().IndexOfAny("{}\r\n") < 0
        && !contentType.Contains("boundary", StringComparison.OrdinalIgnoreCase);

    private static void AddForm(Node node, string mode, FormShape form)
    {
        form.BeginRequest();
        foreach (var entry in node.List(mode).Where(entry => entry.IsObject))
        {
            var field = PostmanField.Of(entry);
            if (field.Name.Length == 0 || field.Name.Contains("{{", StringComparison.Ordinal)) continue;
            var isFile = entry.Text("type") == "file";
            var isKnown = !isFile && ExampleCleaner.MayKeep(field.Name, field.Value);
            var type = entry.Find("contentType") is null ? null : entry.Text("contentType");
            form.Add(
                field.Name,
                isKnown ? field.Value : null,
                isFile,
                isOptional: field.IsDisabled,
                field.Description,
                IsType(type) ? type : null);
        }
    }

    private static void AddFormText(string text, FormShape form)
    {
        form.BeginRequest();
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(pair.Split('=')[0].Replace('+', ' ')).Trim();
            if (name.Length > 0 && !name.Contains("{{", StringComparison.Ordinal)) form.Add(name, null);
        }
    }

    private GraphQLOperation? GraphQL(Node node, BodyShape body)
    {
        if (node.Object("graphql") is not { } graphQL) return null;
        if (graphQL.Text("query") is not { Length: > 0 } query) return null;
        if (HasValues(query))
        {
            graphQL.WarnLeftOut("The query has a variable or a credential in its text. It is left out: write such "
                + "values as variables of GraphQL.");
            return null;
        }

        var shape = body.Json(MediaTypes.Json);
        if (graphQL.Find("variables") is { } variables)
        {
            if (variables.IsObject)
            {
                shape.Add(variables.Value, work);
            }
            else
            {
                using var json = EmbeddedJson.ParseTemplate(variables.AsText() ?? "");
                if (json?.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object)
                    shape.Add(json.RootElement, work);
            }
        }

        var name = graphQL.Text("operationName");
        return new() { Document = query, OperationName = string.IsNullOrWhiteSpace(name) ? null : name };
    }

    // The text is sent with every call. Nothing in it may be a secret, or be replaced.
    private static bool HasValues(string query) =>
        query.Contains("{{", StringComparison.Ordinal)
        || Literal().Matches(query).Any(match =>
            CredentialNames.IsCredential(match.Groups["name"].Value)
            || OpaqueText.IsToken(match.Groups["value"].Value));

    [GeneratedRegex(
        """
        (?<name>[_A-Za-z]\w{0,200})\s{0,20}:\s{0,20}"(?<value>([^"\\\r\n]|\\.){0,4000})"
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        10_000)]
    private static partial Regex Literal();
}

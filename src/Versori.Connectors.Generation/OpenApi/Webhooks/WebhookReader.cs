using Versori.Connectors.Authentication;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Converts the webhooks of a document (OpenAPI 3.1 §4.8.1; 3.0: the extension <c>x-webhooks</c>) and the callbacks of
/// its operations (§4.8.18) to webhooks of the definition.
/// </summary>
/// <remarks>
/// OpenAPI cannot describe how a delivery is signed. Standard Webhooks, API keys and Basic authentication show in the
/// headers and the security of the operation. Otherwise, deliveries are not verified, and a warning says so.
/// </remarks>
internal sealed class WebhookReader(
    ReferenceResolver references, IReadOnlyDictionary<string, IReadOnlyList<AuthMethod>> methods)
{
    // No system has so many. An example of a hostile document is one with many references to the same callbacks.
    private const int Maximum = 2000;

    private static readonly string[] Sections = ["webhooks", "x-webhooks"];

    private readonly OrderedDictionary<string, WebhookDefinition> _webhooks = new(StringComparer.Ordinal);
    private readonly UniqueNames _ids = new();

    /// <summary>Whether a document has webhooks of its own.</summary>
    public static bool HasWebhooks(Node root) => Array.Exists(
        Sections, section => root.Find(section) is { IsObject: true } webhooks && webhooks.Entries().Any());

    public IReadOnlyList<WebhookDefinition> Read(Node root, IReadOnlyList<Operation> operations)
    {
        foreach (var section in Sections)
        {
            if (root.Find(section) is not { IsObject: true } webhooks) continue;
            foreach (var (name, node) in webhooks.Entries()) AddItem(name, node);
        }

        // The same callback is often declared by several operations, by reference.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            if (operation.Node.Find("callbacks") is not { IsObject: true } callbacks) continue;
            foreach (var (name, node) in callbacks.Members())
            {
                if (references.Resolve(node) is not { } callback || !seen.Add(callback.Pointer)) continue;
                foreach (var (_, item) in callback.Members()) AddItem(name, item);
            }
        }

        return [.. _webhooks.Values];
    }

    private void AddItem(string name, Node node)
    {
        if (references.Resolve(node) is not { } item) return;
        foreach (var (_, operation) in OperationFinder.Operations(item))
        {
            operation.Work.Step();
            if (!operation.IsObject)
            {
                operation.Warn("This value must be an operation. It is ignored.");
                continue;
            }

            if (_webhooks.Count == Maximum)
            {
                operation.Warn($"The document has more than {Maximum} webhooks. The others are left out.");
                return;
            }

            Add(name, item, operation);
        }
    }

    private void Add(string name, Node item, Node operation)
    {
        var parameters = item.List("parameters").Concat(operation.List("parameters"))
            .Select(references.Resolve)
            .OfType<Node>()
            .Where(parameter => parameter.Text("in") == "header")
            .Select(parameter => parameter.Text("name")?.Trim())
            .OfType<string>()
            .Where(HttpTokenSyntax.IsToken)
            .ToList();
        var scheme = Standard(parameters) ?? FromSecurity(operation);
        if (scheme is null)
        {
            operation.Warn(
                "The document does not state how deliveries of this webhook are verified. Set its scheme before it is "
                + "used: without one, anyone who knows its URL can send deliveries.");
        }

        // "x-github-event" and the like name the event.
        var eventName = parameters.Find(header => header.EndsWith("-event", StringComparison.OrdinalIgnoreCase)
            || header.EndsWith("-event-type", StringComparison.OrdinalIgnoreCase)
            || header.EndsWith("-topic", StringComparison.OrdinalIgnoreCase));
        var text = name.Trim() is { Length: > 0 } trimmed ? trimmed : "webhook";
        var id = _ids.Take(operation.Text("operationId")?.Trim() is { Length: > 0 } own ? own : text);
        _webhooks[id] = new()
        {
            Id = id,
            Title = operation.Text("summary") ?? item.Text("summary"),
            Description = operation.Text("description") ?? item.Text("description"),
            Scheme = scheme ?? new NoWebhookScheme(),
            EventName = eventName is null ? null : WebhookValue.Header(eventName),
        };
    }

    // https://www.standardwebhooks.com: the three headers are fixed, except for their prefix.
    private static StandardWebhooksScheme? Standard(List<string> headers)
    {
        const string Suffix = "-signature";
        foreach (var header in headers.Where(one => one.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)))
        {
            var prefix = header[..^Suffix.Length];
            var isComplete = headers.Contains($"{prefix}-id", StringComparer.OrdinalIgnoreCase)
                && headers.Contains($"{prefix}-timestamp", StringComparer.OrdinalIgnoreCase);
            if (isComplete && prefix.Length > 0) return new() { HeaderPrefix = prefix };
        }

        return null;
    }

    // The scheme that the operation of a webhook requires is what the external system sends.
    private WebhookScheme? FromSecurity(Node operation)
    {
        if (operation.Find("security") is not { } security) return null;
        foreach (var requirement in security.Items())
        {
            if (!requirement.IsObject) continue;
            foreach (var (name, _) in requirement.Entries())
            {
                foreach (var method in methods.GetValueOrDefault(name) ?? [])
                {
                    if (SchemeOf(method) is { } scheme) return scheme;
                }
            }
        }

        return null;
    }

    private static WebhookScheme? SchemeOf(AuthMethod method) => method switch
    {
        BasicAuth => new BasicWebhookScheme(),
        BearerAuth => new ApiKeyWebhookScheme
        {
            Key = WebhookValue.Header("Authorization"),
            Prefix = "Bearer ",
        },
        ApiKeyAuth { Placements: [{ In: CredentialLocation.Header, Value: "{key}" } only] } =>
            new ApiKeyWebhookScheme { Key = WebhookValue.Header(only.Name) },
        _ => null,
    };
}

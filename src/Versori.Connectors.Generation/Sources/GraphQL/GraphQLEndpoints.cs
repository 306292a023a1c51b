using System.Text;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Makes an endpoint of each query and mutation.</summary>
internal sealed class GraphQLEndpoints(GraphQLSchemaModel model, GraphQLInputs inputs, string path, Work work)
{
    private const int Maximum = 20_000;
    private const int MaximumSummary = 200;

    private readonly UniqueNames _ids = new();
    private readonly List<ConnectorEndpoint> _endpoints = [];

    public IReadOnlyList<ConnectorEndpoint> Read()
    {
        Add("query", model.Query);
        Add("mutation", model.Mutation);
        if (model.Find(model.Subscription) is { } subscription)
        {
            model.Warn(
                $"Subscriptions are left out: {subscription.Fields.Count} fields of '{subscription.Name}'.",
                subscription.Name,
                code: ConnectorErrorCode.NotSupported);
        }

        return _endpoints;
    }

    private void Add(string operation, string? root)
    {
        if (root is null) return;
        if (model.Find(root) is not { Kind: GraphQLTypeKind.Object } type)
        {
            model.Warn($"The type '{root}' of each {operation} is not an object of the schema.", root);
            return;
        }

        foreach (var field in type.Fields.DistinctBy(field => field.Name, StringComparer.Ordinal))
        {
            work.Step();
            if (field.Name.StartsWith("__", StringComparison.Ordinal)) continue;
            if (_endpoints.Count == Maximum)
            {
                model.Warn($"The schema has more than {Maximum} operations. The others are left out.", root);
                return;
            }

            if (Unknown(field) is { } unknown)
            {
                model.Warn(
                    $"The type '{unknown}' is not in the schema. '{field.Name}' is left out.", field.Place, field.Line);
                continue;
            }

            _endpoints.Add(EndpointOf(operation, field));
        }
    }

    private string? Unknown(GraphQLField field) => field.Arguments
        .Select(argument => argument.Type.Inner)
        .Prepend(field.Type.Inner)
        .FirstOrDefault(name => model.Find(name) is null);

    private ConnectorEndpoint EndpointOf(string operation, GraphQLField field)
    {
        GraphQLField[] arguments = [.. field.Arguments.DistinctBy(argument => argument.Name, StringComparer.Ordinal)];
        var selection = new GraphQLSelection(model, work);
        var result = selection.Select(field.Type);
        var description = field.Description?.Trim();
        if (field.DeprecationReason is { Length: > 0 } reason) description = $"{description}\nDeprecated: {reason}".Trim();
        return new()
        {
            Id = _ids.Take(field.Name),
            Summary = SummaryOf(description),
            Description = string.IsNullOrEmpty(description) ? null : description,
            Method = "POST",
            Path = path,
            Tags = [operation],
            Deprecated = field.IsDeprecated,
            RequestBody = arguments.Length == 0
                ? null
                : new()
                {
                    Required = arguments.Any(argument => argument.NeedsValue),
                    Schema = inputs.Variables(arguments),
                },
            Responses = [ResponseOf(field, result)],
            GraphQL = new()
            {
                Document = DocumentOf(operation, field, arguments, selection.Text),
                OperationName = field.Name,
                Result = $"/data/{field.Name}",
            },
            Paging = operation == "query" ? PagingOf(field, arguments) : null,
        };
    }

    // A variable may be null where the argument has a default (GraphQL §5.8.5).
    private static string DocumentOf(string operation, GraphQLField field, GraphQLField[] arguments, string selection)
    {
        var text = new StringBuilder(operation).Append(' ').Append(field.Name);
        if (arguments.Length > 0)
        {
            var declared = arguments.Select(argument =>
                $"${argument.Name}: {argument.Type with { IsRequired = argument.NeedsValue }}");
            text.Append('(').AppendJoin(", ", declared).Append(')');
        }

        text.Append(" { ").Append(field.Name);
        if (arguments.Length > 0)
        {
            var passed = arguments.Select(argument => $"{argument.Name}: ${argument.Name}");
            text.Append('(').AppendJoin(", ", passed).Append(')');
        }

        return text.Append(selection).Append(" }").ToString();
    }

    private static EndpointResponse ResponseOf(GraphQLField field, JsonObject result)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["type"] = new JsonArray("object", "null"),
                    ["properties"] = new JsonObject { [field.Name] = result },
                },
                ["errors"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } },
            },
        };
        return new()
        {
            Status = "200",
            ContentType = "application/json",
            Schema = JsonSchema.Parse(schema.ToJsonString()),
        };
    }

    // The Relay connection specification: "after" and "first" (§4), "pageInfo" (§5).
    private EndpointPaging? PagingOf(GraphQLField field, GraphQLField[] arguments)
    {
        if (field.Type.IsList || model.Find(field.Type.Inner) is not { } page || !GraphQLSelection.IsPage(page))
            return null;
        if (!arguments.Any(argument => argument.Name == "after")) return null;
        var info = model.Find(page.Fields.First(one => one.Name == "pageInfo").Type.Inner);
        if (info is null || !info.Fields.Exists(one => one.Name == "endCursor")) return null;
        var result = $"/data/{field.Name}";
        var items = page.Fields.Exists(one => one.Name == "nodes") ? "nodes" : "edges";
        var hasMore = info.Fields.Exists(one => one.Name == "hasNextPage");
        return new()
        {
            Found = $"body:{result}/pageInfo/endCursor",
            Goes = "body:/variables/after",
            Items = $"{result}/{items}",
            Size = arguments.Any(argument => argument.Name == "first") ? "body:/variables/first" : null,
            More = hasMore ? $"body:{result}/pageInfo/hasNextPage" : null,
        };
    }

    private static string? SummaryOf(string? description)
    {
        if (string.IsNullOrEmpty(description)) return null;
        var line = description.Split('\n')[0].Trim();
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end > 0 ? line[..(end + 1)] : line;
        return sentence.Length <= MaximumSummary ? sentence : sentence[..MaximumSummary];
    }
}

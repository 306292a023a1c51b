using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Compares two definitions part by part.</summary>
internal sealed class DefinitionComparison(ConnectorDefinition before, ConnectorDefinition after)
{
    private readonly List<DefinitionChange> _changes = [];

    public IReadOnlyList<DefinitionChange> Run()
    {
        if (before == after) return [];
        ConnectorComparison.Compare(before, after, new(_changes, DefinitionPart.Connector, null));
        Pair(before.Inputs, after.Inputs, input => input.Name, DefinitionPart.Input, "/inputs", AddInput, CompareInput);
        Pair(
            before.AuthMethods, after.AuthMethods, method => method.Id, DefinitionPart.AuthMethod, "/authMethods",
            AuthComparison.Add, AuthComparison.Compare);
        CompareEndpoints();
        Pair(
            before.Webhooks, after.Webhooks, webhook => webhook.Id, DefinitionPart.Webhook, "/webhooks",
            AddWebhook, CompareWebhook);
        CompareSchemas();
        if (_changes.Count == 0)
        {
            new ChangeLog(_changes, DefinitionPart.Connector, null).Changed(
                ChangeImpact.Compatible, "", null, "The order of parts changed. It has no effect on calls.");
        }

        return _changes;
    }

    // What was removed comes before what was added, each in the order of its definition.
    private void Pair<T>(
        IReadOnlyList<T> earlier,
        IReadOnlyList<T> later,
        Func<T, string> nameOf,
        DefinitionPart part,
        string pointer,
        Action<T, ChangeKind, string, ChangeLog> add,
        Action<T, T, string, ChangeLog> compare)
        where T : notnull
    {
        var known = Indexed(earlier, nameOf);
        var current = Indexed(later, nameOf);
        foreach (var (name, (index, item)) in known)
        {
            if (!current.ContainsKey(name))
                add(item, ChangeKind.Removed, $"{pointer}/{index}", new(_changes, part, name));
        }

        foreach (var (name, (index, item)) in current)
        {
            var log = new ChangeLog(_changes, part, name);
            if (!known.TryGetValue(name, out var former)) add(item, ChangeKind.Added, $"{pointer}/{index}", log);
            else if (!former.Item.Equals(item)) compare(former.Item, item, $"{pointer}/{index}", log);
        }
    }

    private void CompareEndpoints()
    {
        var schemas = new SchemaComparison(before.Schemas, after.Schemas);
        var comparison = new EndpointComparison(before, after, schemas);
        foreach (var (former, current) in EndpointPairs.Of(before.Endpoints, after.Endpoints))
        {
            var subject = former?.Endpoint.Id ?? current!.Value.Endpoint.Id;
            comparison.Compare(former, current, new(_changes, DefinitionPart.Endpoint, subject));
        }
    }

    private void CompareSchemas()
    {
        foreach (var name in before.Schemas.Keys.Where(name => !after.Schemas.ContainsKey(name)))
            Log(name).Add(ChangeKind.Removed, ChangeImpact.Compatible, Pointer(name), null, "The schema was removed.");
        foreach (var (name, schema) in after.Schemas)
        {
            if (!before.Schemas.TryGetValue(name, out var former))
                Log(name).Add(ChangeKind.Added, ChangeImpact.Compatible, Pointer(name), null, "The schema was added.");
            else if (!former.Equals(schema))
                Log(name).Changed(ChangeImpact.Compatible, Pointer(name), null, "The schema changed.");
        }

        ChangeLog Log(string name) => new(_changes, DefinitionPart.Schema, name);
        static string Pointer(string name) => JsonPointer.Append("/schemas", name);
    }

    private static void AddInput(ConnectorInput input, ChangeKind kind, string pointer, ChangeLog log)
    {
        var isNeeded = input is { Required: true, Default: null };
        if (kind == ChangeKind.Removed)
            log.Add(kind, ChangeImpact.PossiblyBreaking, pointer, null,
                "The input was removed. Its values are ignored.");
        else if (isNeeded)
            log.Add(kind, ChangeImpact.Breaking, pointer, null, "The input was added and has no default. "
                + "Existing connections have no value for it; connect them again.");
        else
            log.Add(kind, ChangeImpact.Compatible, pointer, null, "The input was added. It needs no value.");
    }

    private static void CompareInput(ConnectorInput former, ConnectorInput input, string pointer, ChangeLog log)
    {
        var wasNeeded = former is { Required: true, Default: null };
        var isNeeded = input is { Required: true, Default: null };
        foreach (var member in ChangeLog.Members(former, input))
        {
            var (impact, message) = member switch
            {
                "title" or "description" => (ChangeImpact.Compatible, $"Its {member} changed."),
                "required" or "default" when isNeeded && !wasNeeded => (
                    ChangeImpact.Breaking, "It needs a value now. Connections without one must be connected again."),
                "required" => (ChangeImpact.Compatible, "Whether it needs a value changed."),
                "default" => (ChangeImpact.PossiblyBreaking, "Its default changed."),
                _ => (ChangeImpact.PossiblyBreaking, $"Its {member} changed: values that were allowed may not be."),
            };
            log.Changed(impact, JsonPointer.Append(pointer, member), member, message);
        }
    }

    private static void AddWebhook(WebhookDefinition webhook, ChangeKind kind, string pointer, ChangeLog log)
    {
        if (kind == ChangeKind.Removed)
            log.Add(kind, ChangeImpact.Breaking, pointer, null,
                "The webhook was removed. Its notifications are refused.");
        else
            log.Add(kind, ChangeImpact.Compatible, pointer, null, "The webhook was added.");
    }

    private static void CompareWebhook(WebhookDefinition former, WebhookDefinition webhook, string pointer,
        ChangeLog log)
    {
        foreach (var member in ChangeLog.Members(former, webhook))
        {
            var (impact, message) = member switch
            {
                "title" or "description" => (ChangeImpact.Compatible, $"Its {member} changed."),
                "scheme" => (
                    ChangeImpact.Breaking,
                    "How it is verified changed. Notifications that were accepted are refused, unless the system "
                    + "changed too."),
                _ => (ChangeImpact.PossiblyBreaking, $"Its {member} changed."),
            };
            log.Changed(impact, JsonPointer.Append(pointer, member), member, message);
        }
    }

    // Of several with one name, which a published definition does not have, the first counts.
    private static OrderedDictionary<string, (int Index, T Item)> Indexed<T>(
        IReadOnlyList<T> items, Func<T, string> nameOf)
    {
        var indexed = new OrderedDictionary<string, (int, T)>(StringComparer.Ordinal);
        foreach (var (index, item) in items.Index()) indexed.TryAdd(nameOf(item), (index, item));
        return indexed;
    }
}

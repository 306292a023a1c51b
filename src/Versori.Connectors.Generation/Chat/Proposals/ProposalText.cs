namespace Versori.Connectors.Generation.Chat;

/// <summary>Describes an edit in one line, from its data.</summary>
internal static class ProposalText
{
    private const int Listed = 8, NameLength = 120, TextLength = 80;

    public static string Of(OpenSystem system, DraftEdit edit)
    {
        var name = system.Name;
        return edit.Kind switch
        {
            DraftEditKind.AddEndpoints => $"{name}: add {Endpoints(system.Source.Definition, edit.Values)}",
            DraftEditKind.RemoveEndpoints => $"{name}: remove {Endpoints(system.Draft.Definition, edit.Values)}",
            DraftEditKind.AddWebhooks => $"{name}: receive the webhooks {List(edit.Values)}",
            DraftEditKind.RemoveWebhooks => $"{name}: no longer receive the webhooks {List(edit.Values)}",
            DraftEditKind.UseAuthMethods => $"{name}: authenticate with {Methods(system, edit.Values)}",
            DraftEditKind.SetScopes => edit.Values.Count == 0
                ? $"{name}: request no scopes"
                : $"{name}: request the scopes {List(edit.Values)}",
            DraftEditKind.SetTitle => $"{name}: set the title to '{First(edit)}'",
            DraftEditKind.SetDescription => edit.Subject is { } subject
                ? $"{name}: describe {Clean(subject)} as '{First(edit)}'"
                : $"{name}: set the description to '{First(edit)}'",
            DraftEditKind.SetCheckEndpoint => $"{name}: check credentials with {First(edit)}",
            DraftEditKind.SetServer => $"{name}: use the server {First(edit)}",
            DraftEditKind.SetSharing => edit.Values is ["perOwner"]
                ? $"{name}: each user connects an account"
                : $"{name}: all users share one account",
            _ => $"{name}: change the definition",
        };
    }

    private static string Endpoints(ConnectorDefinition definition, IReadOnlyList<string> ids) => List(
        ids.Select(id => EndpointEdits.Find(definition, id) is { } endpoint
            ? $"{endpoint.Method} {endpoint.Path} ({id})"
            : id));

    private static string Methods(OpenSystem system, IReadOnlyList<string> ids) => List(ids.Select(id =>
        system.Source.Definition.AuthMethods.FirstOrDefault(method => method.Id == id) is { Title: { } title }
            ? $"{id} ({title})"
            : id));

    private static string List(IEnumerable<string> texts)
    {
        var all = texts.Select(Clean).ToList();
        var shown = string.Join(", ", all.Take(Listed));
        return all.Count > Listed ? $"{shown} and {all.Count - Listed} others" : shown;
    }

    private static string First(DraftEdit edit) =>
        CleanText.OfDocument(edit.Values is [var first, ..] ? first : "", TextLength);

    private static string Clean(string text) => CleanText.OfDocument(text, NameLength);
}

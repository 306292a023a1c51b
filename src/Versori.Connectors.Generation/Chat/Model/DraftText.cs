using System.Text.Json;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Describes a draft in short for a chat client.</summary>
internal static class DraftText
{
    private const int Endpoints = 40, Webhooks = 30, Scopes = 30, Listed = 10, TextLength = 160, ReasonTokens = 20;

    public static string Of(
        OpenSystem system, ModelSource source, IEnumerable<ConversationProposal> waiting, int tokens) =>
        TokenEstimate.Cut(
            PromptJson.Write(writer => Write(writer, system, source, waiting, withReasons: true)), tokens);

    /// <summary>Writes the members of a draft.</summary>
    public static void Write(
        Utf8JsonWriter writer,
        OpenSystem system,
        ModelSource source,
        IEnumerable<ConversationProposal> waiting,
        bool withReasons)
    {
        var (draft, definition) = (system.Draft, system.Draft.Definition);
        var reasons = draft.Choices.DistinctBy(choice => choice.EndpointId, StringComparer.Ordinal)
            .ToDictionary(choice => choice.EndpointId, StringComparer.Ordinal);
        writer.WriteTexts("chosen", EndpointEdits.Chosen(draft).Take(Endpoints).Select(endpoint =>
        {
            var row = EndpointRow.Of(source, source.Find(endpoint.Id) ?? endpoint);
            return withReasons && reasons.GetValueOrDefault(endpoint.Id) is { Reason: { Length: > 0 } reason }
                ? $"{row} | why: {TokenEstimate.Cut(Clean(reason), ReasonTokens)}"
                : row;
        }));
        writer.WriteTexts("authenticatesWith", definition.AuthMethods.Take(Listed).Select(Method));
        var others = system.Source.Definition.AuthMethods
            .Where(method => definition.AuthMethods.All(own => own.Id != method.Id)).Take(Listed).ToList();
        if (others.Count > 0) writer.WriteTexts("otherAuthMethods", others.Select(Method));
        if (definition.Webhooks.Count > 0)
            writer.WriteTexts("webhooks", definition.Webhooks.Take(Webhooks).Select(Webhook));
        var unused = system.Source.Definition.Webhooks
            .Where(webhook => WebhookEdits.Find(definition, webhook.Id) is null).Take(Webhooks).ToList();
        if (unused.Count > 0) writer.WriteTexts("otherWebhooks", unused.Select(Webhook));
        if (definition.CheckEndpoint is { } check) writer.WriteString("checksCredentialsWith", Clean(check));
        writer.WriteString("server", Clean(definition.BaseUrl));
        if (system.Source.OtherServers.Count > 0)
            writer.WriteTexts("otherServers", system.Source.OtherServers.Take(Listed).Select(Clean));
        writer.WriteString("sharing", draft.Sharing == TemplateSharing.Shared ? "shared" : "perOwner");
        var open = draft.OpenQuestions.Where(question => question.State == QuestionState.Open).Take(Listed).ToList();
        if (open.Count > 0) writer.WriteTexts("openQuestions", open.Select(question => Clean(question.Text)));
        var proposals = waiting.Take(Listed).ToList();
        if (proposals.Count > 0) writer.WriteTexts("waiting", proposals.Select(proposal => Clean(proposal.Summary)));
    }

    private static string Method(AuthMethod method)
    {
        var kind = method.GetType().Name.Replace("Auth", "", StringComparison.Ordinal);
        var text = $"{Clean(method.Id)} ({kind})";
        if (method is not OAuth2Auth oauth) return text;
        var scopes = string.Join(' ', oauth.Scopes.Take(Scopes).Select(Clean));
        var others = string.Join(' ', oauth.AvailableScopes.Keys.Except(oauth.Scopes, StringComparer.Ordinal)
            .Take(Scopes).Select(Clean));
        return $"{text}, requested scopes: {(scopes.Length == 0 ? "none" : scopes)}"
            + (others.Length == 0 ? "" : $"; others: {others}");
    }

    private static string Webhook(WebhookDefinition webhook)
    {
        var text = Clean(webhook.Title ?? webhook.Description ?? "");
        return text.Length == 0 ? Clean(webhook.Id) : $"{Clean(webhook.Id)}: {text}";
    }

    private static string Clean(string text) => CleanText.OfDocument(text, TextLength);
}

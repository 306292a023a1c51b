using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Overlays;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Applies edits to drafts. Nothing enters a draft here that the source does not have.</summary>
internal static class DraftEdits
{
    private const int TitleLength = 200, DescriptionLength = 2_000;

    /// <summary>Returns the draft with an edit, or why it cannot be made.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="source">Its source.</param>
    /// <param name="edit">The edit.</param>
    /// <param name="reason">Why it is made.</param>
    public static DraftResult Apply(
        PlannedConnector draft, ImportResult source, DraftEdit edit, EditReason reason)
    {
        var result = edit.Kind switch
        {
            DraftEditKind.AddEndpoints => EndpointEdits.Add(draft, source, edit.Values, reason),
            DraftEditKind.RemoveEndpoints => EndpointEdits.Remove(draft, source, edit.Values),
            DraftEditKind.SetCheckEndpoint => EndpointEdits.SetCheck(draft, source, Value(edit)),
            DraftEditKind.AddWebhooks => WebhookEdits.Add(draft, source, edit.Values),
            DraftEditKind.RemoveWebhooks => WebhookEdits.Remove(draft, edit.Values),
            DraftEditKind.UseAuthMethods => AuthEdits.Use(draft, source, edit.Values),
            DraftEditKind.SetScopes => AuthEdits.SetScopes(draft, source, edit.Subject, edit.Values),
            DraftEditKind.SetTitle => SetTitle(draft, Value(edit)),
            DraftEditKind.SetDescription => SetDescription(draft, edit.Subject, Value(edit)),
            DraftEditKind.SetServer => SetServer(draft, source, Value(edit)),
            DraftEditKind.SetSharing => SetSharing(draft, Value(edit)),
            DraftEditKind.ChangeDefinition => Change(draft, edit),
            _ => DraftResult.Failed($"The kind '{edit.Kind}' is not known."),
        };
        if (!result.IsDone) return result;
        var changed = result.Draft with { OpenQuestions = DraftQuestions.Of(result.Draft, source) };
        return changed with { OpenQuestions = draft.OpenQuestions } == draft
            ? DraftResult.Failed("The draft is like that already.")
            : DraftResult.Done(changed);
    }

    /// <summary>Returns the servers that a draft may use.</summary>
    public static IEnumerable<string> Servers(PlannedConnector draft, ImportResult source) =>
        source.OtherServers.Prepend(source.Definition.BaseUrl).Append(draft.Definition.BaseUrl)
            .Distinct(StringComparer.Ordinal);

    private static string Value(DraftEdit edit) => edit.Values is [var value] ? value.Trim() : "";

    private static DraftResult SetTitle(PlannedConnector draft, string title) =>
        title.Length is 0 or > TitleLength
            ? DraftResult.Failed($"A title has 1 to {TitleLength} characters.")
            : With(draft, draft.Definition with { Title = title });

    private static DraftResult SetDescription(PlannedConnector draft, string? endpoint, string text)
    {
        if (text.Length > DescriptionLength)
            return DraftResult.Failed($"A description has at most {DescriptionLength} characters.");
        var value = text.Length == 0 ? null : text;
        if (endpoint is null) return With(draft, draft.Definition with { Description = value });
        if (draft.Definition.Endpoints.All(other => other.Id != endpoint))
            return DraftResult.Failed($"The draft has no endpoint '{endpoint}'.");
        return With(draft, draft.Definition with
        {
            Endpoints =
            [
                .. draft.Definition.Endpoints.Select(other =>
                    other.Id == endpoint ? other with { Description = value } : other),
            ],
        });
    }

    private static DraftResult SetServer(PlannedConnector draft, ImportResult source, string url) =>
        Servers(draft, source).Contains(url, StringComparer.Ordinal)
            ? With(draft, draft.Definition with { BaseUrl = url })
            : DraftResult.Failed(
                $"The source has no such server. It has: {string.Join(", ", Servers(draft, source).Take(10))}.");

    private static DraftResult SetSharing(PlannedConnector draft, string value) => value switch
    {
        "shared" => DraftResult.Done(draft with { Sharing = TemplateSharing.Shared }),
        "perOwner" => DraftResult.Done(draft with { Sharing = TemplateSharing.PerOwner }),
        _ => DraftResult.Failed("The value must be 'shared' or 'perOwner'."),
    };

    private static DraftResult Change(PlannedConnector draft, DraftEdit edit)
    {
        if (edit.Overlay is null) return DraftResult.Failed("The edit has no overlay.");
        OpenApiOverlay overlay;
        try
        {
            overlay = OpenApiOverlay.Parse(edit.Overlay.ToString());
        }
        catch (ConnectorException exception)
        {
            return DraftResult.Failed(exception.Message);
        }

        var (definition, outcomes) = EditOverlay.Apply(draft.Definition, overlay);
        if (outcomes.FirstOrDefault(outcome => outcome.Kind == OverlayOutcomeKind.NotApplied) is { } lost)
            return DraftResult.Failed(lost.Message);
        return With(EndpointEdits.Follow(draft, definition), definition);
    }

    private static DraftResult With(PlannedConnector draft, ConnectorDefinition definition) =>
        DraftResult.Done(draft with { Definition = definition });
}

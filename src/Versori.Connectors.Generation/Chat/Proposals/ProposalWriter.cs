using System.Security.Cryptography;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Makes proposals from edits: applied on trial, compared, and validated.</summary>
/// <param name="validate">Returns the problems of a definition.</param>
internal sealed class ProposalWriter(Func<ConnectorDefinition, IReadOnlyList<ConnectorError>> validate)
{
    private const int Listed = 5, IdLength = 8;

    /// <summary>Returns the proposal of an edit, or why it cannot be made.</summary>
    /// <param name="system">The system whose draft it changes.</param>
    /// <param name="edit">The edit.</param>
    /// <param name="reason">Why it is made.</param>
    /// <param name="warnings">What a person should know, besides what the edit itself says.</param>
    public (ConversationProposal? Proposal, string? Problem) Write(
        OpenSystem system, DraftEdit edit, EditReason reason, IReadOnlyList<string> warnings)
    {
        var (after, problem) = Try(system, edit, reason);
        if (after is null) return (null, problem);
        if (reason.IsModelChoice && SourceGuard.Problem(system, after) is { } foreign) return (null, foreign);
        return (new()
        {
            Id = "p-" + RandomNumberGenerator.GetHexString(IdLength, lowercase: true),
            System = system.Name,
            Edit = edit,
            Summary = ProposalText.Of(system, edit),
            Reason = reason.Text,
            Diff = DefinitionDiff.Between(system.Draft.Definition, after.Definition),
            Warnings = [.. warnings.Concat(Consequences(system, edit, after)).Distinct(StringComparer.Ordinal)],
            RequiresConfirmation = NeedsConfirmation(system, edit),
            IsModelChoice = reason.IsModelChoice,
        }, null);
    }

    /// <summary>Returns a proposal as it is for a changed draft.</summary>
    public ConversationProposal Renew(ConversationProposal proposal, OpenSystem? system)
    {
        if (proposal.State is not (ProposalState.Proposed or ProposalState.Outdated)) return proposal;
        var (after, _) = system is null ? default : Try(system, proposal.Edit, ReasonOf(proposal));
        var isForeign = after is not null && proposal.IsModelChoice && SourceGuard.Problem(system!, after) is not null;
        if (after is null || isForeign) return proposal with { State = ProposalState.Outdated };
        // The source may be another one by now. What was warned about stays.
        var consequences = Consequences(system!, proposal.Edit, after);
        return proposal with
        {
            State = ProposalState.Proposed,
            Diff = DefinitionDiff.Between(system!.Draft.Definition, after.Definition),
            Summary = ProposalText.Of(system, proposal.Edit),
            Warnings = [.. proposal.Warnings.Union(consequences, StringComparer.Ordinal)],
            RequiresConfirmation = proposal.RequiresConfirmation || NeedsConfirmation(system, proposal.Edit),
        };
    }

    /// <summary>Returns the draft with an edit, or why it cannot be made.</summary>
    public (PlannedConnector? After, string? Problem) Try(OpenSystem system, DraftEdit edit, EditReason reason)
    {
        var result = DraftEdits.Apply(system.Draft, system.Source, edit, reason);
        if (!result.IsDone) return (null, result.Problem);
        var before = validate(system.Draft.Definition).Select(error => error.Message).ToHashSet(StringComparer.Ordinal);
        var problems = validate(result.Draft.Definition).Where(error => !before.Contains(error.Message))
            .Take(Listed)
            .Select(error => error.ToString())
            .ToList();
        return problems.Count == 0 ? (result.Draft, null) : (null, string.Join(' ', problems));
    }

    public static EditReason ReasonOf(ConversationProposal proposal) => new(proposal.Reason, proposal.IsModelChoice);

    private static IEnumerable<string> Consequences(OpenSystem system, DraftEdit edit, PlannedConnector after)
    {
        if (edit.Kind == DraftEditKind.UseAuthMethods)
        {
            var undeclared = edit.Values.Where(id => system.Source.Definition.AuthMethods.All(other => other.Id != id));
            foreach (var id in undeclared)
                yield return $"The source does not declare the auth method '{id}'. Test it before it is used.";
            var lost = after.Definition.Endpoints.Count(endpoint => endpoint.AuthAlternatives is null
                && EndpointEdits.Find(system.Source.Definition, endpoint.Id)?.AuthAlternatives is { Count: > 0 });
            if (lost > 0)
                yield return $"The source does not state that {lost} of the endpoints accept these auth methods.";
        }

        if (edit.Kind == DraftEditKind.AddWebhooks)
        {
            var unsigned = after.Definition.Webhooks.Where(webhook => webhook.Scheme is NoWebhookScheme
                && WebhookEdits.Find(system.Draft.Definition, webhook.Id) is null);
            foreach (var webhook in unsigned)
                yield return $"The source does not state how '{webhook.Id}' is signed, so anyone could send it.";
        }

        if (edit.Kind != DraftEditKind.AddEndpoints) yield break;
        foreach (var endpoint in Added(system, edit).Where(endpoint => endpoint.Deprecated))
            yield return $"'{endpoint.Id}' is deprecated.";
        if (Scopes(after.Definition).Except(Scopes(system.Draft.Definition), StringComparer.Ordinal).ToList()
            is { Count: > 0 } scopes)
            yield return $"It needs further scopes: {string.Join(", ", scopes)}.";
    }

    private static bool NeedsConfirmation(OpenSystem system, DraftEdit edit) => edit.Kind switch
    {
        DraftEditKind.UseAuthMethods or DraftEditKind.SetScopes or DraftEditKind.SetServer => true,
        DraftEditKind.ChangeDefinition => true,
        // Deliveries of what is removed are refused from then on.
        DraftEditKind.RemoveWebhooks => true,
        // All users of the integration then use one account.
        DraftEditKind.SetSharing => edit.Values is ["shared"],
        DraftEditKind.AddEndpoints => Added(system, edit).Any(EndpointEdits.MayChange),
        _ => false,
    };

    private static IEnumerable<ConnectorEndpoint> Added(OpenSystem system, DraftEdit edit) =>
        edit.Values.Select(id => EndpointEdits.Find(system.Source.Definition, id)).OfType<ConnectorEndpoint>();

    private static IEnumerable<string> Scopes(ConnectorDefinition definition) =>
        definition.AuthMethods.OfType<OAuth2Auth>().SelectMany(method => method.Scopes);
}

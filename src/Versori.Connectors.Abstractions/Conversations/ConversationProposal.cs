using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A change of one system's draft that was proposed in a conversation. Nothing changes until the host applies it.
/// </summary>
public sealed record ConversationProposal
{
    /// <summary>What identifies it within its conversation, such as <c>p-1f3a9c02</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the system (<see cref="ConversationSystem.Name"/>).</summary>
    public required string System { get; init; }

    /// <summary>The edit.</summary>
    public required DraftEdit Edit { get; init; }

    /// <summary>
    /// What it changes, as one line of text for people. It is made from the edit, not by a chat client.
    /// </summary>
    public required string Summary { get; init; }

    /// <summary>Why it is proposed: plain text, perhaps a chat client's. Empty if no reason is known.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// What it would change in the draft as it is now; of a proposal that was applied, what it changed.
    /// </summary>
    public required DefinitionDiff Diff { get; init; }

    /// <summary>
    /// What a person should know before applying it: that it deletes, that it leads to another host, that the words of
    /// the conversation do not ask for it.
    /// </summary>
    public IReadOnlyList<string> Warnings
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// Whether it adds an endpoint that changes something in the external system, or changes how to authenticate.
    /// </summary>
    public bool RequiresConfirmation { get; init; }

    /// <summary>Whether a chat client proposed it, and comparing words did not find it. Default: no.</summary>
    public bool IsModelChoice { get; init; }

    /// <summary>Its state. Default: <see cref="ProposalState.Proposed"/>.</summary>
    public ProposalState State { get; init; }

    /// <summary>The position among the applied changes, from 1; 0 for one that was never applied.</summary>
    public int AppliedAs { get; init; }

    /// <summary>
    /// What undoing it needs, written and read by the generator; <see langword="null"/> unless it is applied.
    /// </summary>
    public JsonFragment? Undo { get; init; }

    /// <summary>Returns the summary.</summary>
    public override string ToString() => $"{Id}: {Summary}";
}

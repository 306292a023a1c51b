namespace Versori.Connectors;

/// <summary>Selects conversations. Without values, all of them.</summary>
public sealed record ConversationFilter
{
    /// <summary>Only those of this owner. Default: of all owners.</summary>
    public Owner? Owner { get; init; }

    /// <summary>Only those that last changed before this time, to end a retention. Default: of any time.</summary>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>Only those with ids after this one. Default: from the first.</summary>
    public ConversationId? After { get; init; }
}

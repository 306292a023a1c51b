using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Generation.Chat;

/// <summary>The draft after an edit, or why the edit cannot be made.</summary>
internal sealed record DraftResult
{
    private DraftResult(PlannedConnector? draft, string? problem)
    {
        Draft = draft;
        Problem = problem;
    }

    [MemberNotNullWhen(true, nameof(Draft))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsDone => Draft is not null;

    public PlannedConnector? Draft { get; }

    public string? Problem { get; }

    public static DraftResult Done(PlannedConnector draft) => new(draft, null);

    public static DraftResult Failed(string problem) => new(null, problem);
}

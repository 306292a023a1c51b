namespace Versori.Connectors.Generation;

/// <summary>The steps of making a plan.</summary>
public enum PlanStage
{
    /// <summary>A source is fetched and read.</summary>
    Reading,

    /// <summary>The endpoints of all sources are compared with the requirements.</summary>
    Ranking,

    /// <summary>The chat client chooses among the best endpoints.</summary>
    Refining,

    /// <summary>The plan is complete.</summary>
    Done,
}

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Decides before each request whether the model may work on, or has to give its answer, so that the answer and one
/// repair of it always fit.
/// </summary>
/// <param name="options">The limits.</param>
/// <param name="first">The estimated tokens of the first request.</param>
internal sealed class ModelBudget(PlanModelOptions options, int first)
{
    /// <summary>The tokens of all results of one turn.</summary>
    public const int TokensOfResults = 1_200;

    // What an answer takes, and what a turn with calls takes that is said again with the next request.
    private const int Answer = 1_000, Calls = 700, Problems = 500;
    private const int MostOutput = 8_000;

    private long _used;

    // How many tokens the client reports for one that is estimated, if it is more than one.
    private double _scale = 1;

    /// <summary>How many requests were sent.</summary>
    public int Turns { get; private set; }

    /// <summary>How many functions were called.</summary>
    public int ToolCalls { get; set; }

    private long Left => options.MaximumTokens - _used;

    private long Repair => Scaled(first) + Answer + Problems;

    /// <summary>Whether the model may call functions in the next turn.</summary>
    /// <param name="input">The estimated tokens of the request.</param>
    public bool AllowsCalls(int input) =>
        Turns < options.MaximumTurns - 2 && ToolCalls < options.MaximumToolCalls && OutputWithCalls(input) >= Calls;

    /// <summary>Whether another request for an answer fits.</summary>
    public bool AllowsAnswer(int input) => Turns < options.MaximumTurns && Left - Scaled(input) >= Answer;

    /// <summary>How many tokens the response may have.</summary>
    public int Output(int input, bool withCalls, bool withRepair)
    {
        var output = withCalls ? OutputWithCalls(input)
            : withRepair ? Math.Max(Answer, Left - Scaled(input) - Repair - Answer)
            : Left - Scaled(input);
        return (int)Math.Clamp(output, 1, MostOutput);
    }

    /// <summary>Counts a turn.</summary>
    /// <param name="estimated">The estimated tokens of the request.</param>
    /// <param name="input">The tokens of the request, as reported if they are.</param>
    /// <param name="output">The tokens of the response.</param>
    public void Count(int estimated, long input, long output)
    {
        Turns++;
        _used += input + output;
        if (estimated > 0) _scale = Math.Max(_scale, (double)input / estimated);
    }

    private long Scaled(int tokens) => (long)(tokens * _scale);

    // After the turn: its request again with calls and results, the answer, the repair and its answer.
    private long OutputWithCalls(int input) =>
        Left - (2 * Scaled(input)) - Scaled(Calls + TokensOfResults) - Answer - Repair - Answer;
}

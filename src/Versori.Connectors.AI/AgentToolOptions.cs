namespace Versori.Connectors.AI;

/// <summary>How the endpoints of templates become functions for a model.</summary>
public sealed record AgentToolOptions
{
    /// <summary>The shape. Default: <see cref="AgentToolShape.Automatic"/>.</summary>
    public AgentToolShape Shape { get; init; }

    /// <summary>
    /// How many endpoints are functions of their own before they are searched instead. Models choose worse among more.
    /// Default: 40. Range: 0 to 1,000.
    /// </summary>
    public int MaximumTools
    {
        get;
        init => field = Checked(value, 0, 1_000, nameof(MaximumTools));
    } = 40;

    /// <summary>
    /// How many tokens of o200k_base the definition of a function has at most, by an estimate that is rather too high:
    /// name, description and JSON Schema. Schemas are shortened to fit. Default: 2,000. Range: 300 to 20,000.
    /// </summary>
    public int DefinitionTokens
    {
        get;
        init => field = Checked(value, 300, 20_000, nameof(DefinitionTokens));
    } = 2_000;

    /// <summary>
    /// How many tokens a result has at most, by the same estimate. A model reads the rest with a further function.
    /// Default: 4,000. Range: 300 to 1,000,000.
    /// </summary>
    public int ResultTokens
    {
        get;
        init => field = Checked(value, 300, 1_000_000, nameof(ResultTokens));
    } = 4_000;

    /// <summary>
    /// Whether endpoints that write are offered. They always need approval. Default: yes.
    /// </summary>
    public bool IncludesWrites { get; init; } = true;

    /// <summary>
    /// Decides whether an endpoint only reads, so that it needs no approval: for example a POST that searches. Default:
    /// safe methods (RFC 9110 §9.2.1) whose name states no change, and GraphQL queries.
    /// </summary>
    public Func<ConnectorEndpoint, bool>? IsRead { get; init; }

    private static int Checked(int value, int least, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
        return value;
    }
}

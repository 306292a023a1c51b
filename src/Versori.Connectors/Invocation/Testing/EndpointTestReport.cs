using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>The tests of several endpoints.</summary>
public sealed record EndpointTestReport
{
    /// <summary>The connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>The version of the connector that was tested.</summary>
    public int ConnectorVersion { get; init; }

    /// <summary>The template; <see langword="null"/> if the test was of a connection.</summary>
    public TemplateId? Template { get; init; }

    /// <summary>The connection; <see langword="null"/> if the calls were sent without one.</summary>
    public ConnectionId? Connection { get; init; }

    /// <summary>When the test began.</summary>
    public DateTimeOffset TestedAt { get; init; }

    /// <summary>The results, in the order of the definition.</summary>
    public IReadOnlyList<EndpointTestResult> Results { get; init; } = [];

    /// <summary>The results with an outcome.</summary>
    public IEnumerable<EndpointTestResult> With(EndpointTestOutcome outcome) =>
        Results.Where(result => result.Outcome == outcome);

    /// <summary>
    /// Returns the report as a table for people: a line for each endpoint, and a line for each difference below it.
    /// Contains no secrets.
    /// </summary>
    public string ToTable() => ReportTable.Write(this);

    /// <summary>The number of results of each outcome.</summary>
    public override string ToString() => ReportTable.Summary(this);
}

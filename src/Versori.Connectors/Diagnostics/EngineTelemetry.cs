using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Versori.Connectors.Diagnostics;

/// <summary>
/// Traces and metrics, both named <c>Versori.Connectors</c>. Ids of connections and owners are tags of spans only. On
/// metrics each of them would create a series.
/// </summary>
internal sealed class EngineTelemetry
{
    public const string Name = "Versori.Connectors";

    private static readonly ActivitySource Source = new(Name);

    private readonly Counter<long> _refreshes;
    private readonly Histogram<double> _refreshDuration;
    private readonly Counter<long> _rejections;

    public EngineTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _refreshes = meter.CreateCounter<long>(
            "versori.connectors.refreshes", "{refresh}", "Token refreshes, by connector and outcome.");
        _refreshDuration = meter.CreateHistogram<double>(
            "versori.connectors.refresh.duration", "s", "The duration of token requests.");
        _rejections = meter.CreateCounter<long>(
            "versori.connectors.rejections", "{response}", "Responses that rejected a token (401).");
    }

    public static Activity? StartConnect(ConnectorId connector, Owner owner)
    {
        var activity = Source.StartActivity("versori.connect");
        activity?.SetTag("versori.connector.id", connector.Value);
        activity?.SetTag("versori.owner", owner.ToString());
        return activity;
    }

    public static Activity? StartRefresh(Connection connection)
    {
        var activity = Source.StartActivity("versori.refresh");
        activity?.SetTag("versori.connector.id", connection.ConnectorId.Value);
        activity?.SetTag("versori.connection.id", connection.Id.ToString());
        return activity;
    }

    public static Activity? StartInvocation(ConnectorId connector, string endpointId)
    {
        var activity = Source.StartActivity("versori.invoke", ActivityKind.Client);
        activity?.SetTag("versori.connector.id", connector.Value);
        activity?.SetTag("versori.endpoint.id", endpointId);
        return activity;
    }

    public void Refreshed(ConnectorId connector, string outcome, TimeSpan duration)
    {
        var tags = new TagList { { "versori.connector.id", connector.Value }, { "versori.outcome", outcome } };
        _refreshes.Add(1, tags);
        _refreshDuration.Record(duration.TotalSeconds, tags);
    }

    public void CountRejection(ConnectorId connector) =>
        _rejections.Add(1, new KeyValuePair<string, object?>("versori.connector.id", connector.Value));
}

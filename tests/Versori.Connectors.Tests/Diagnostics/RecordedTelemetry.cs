using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Versori.Connectors.Tests.Diagnostics;

/// <summary>
/// The telemetry that a host exports with OpenTelemetry. Sources and meters belong to the process, so only spans in the
/// trace of the test and measurements of its connector count.
/// </summary>
internal sealed class RecordedTelemetry : IDisposable
{
    private readonly RecordedSpans _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];
    private readonly TracerProvider _tracing;
    private readonly MeterProvider _metering;
    private readonly ActivitySource _source;
    private readonly Activity _root;

    public RecordedTelemetry()
    {
        var name = $"test-{Guid.NewGuid()}";
        _source = new(name);
        _tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource(name, "Versori.Connectors").AddInMemoryExporter(_spans).Build();
        _metering = Sdk.CreateMeterProviderBuilder()
            .AddMeter("Versori.Connectors").AddInMemoryExporter(_metrics).Build();
        _root = _source.StartActivity("test")!;
    }

    /// <summary>The spans of a name within the test's trace, in the order in which they ended.</summary>
    public IReadOnlyList<Activity> Spans(string name)
    {
        _tracing.ForceFlush();
        return
        [
            .. _spans.Snapshot().Where(span => span.TraceId == _root.TraceId && span.OperationName == name),
        ];
    }

    /// <summary>The only span with a name.</summary>
    public Activity Span(string name) => Assert.Single(Spans(name));

    /// <summary>
    /// The tags of every series of a metric for a connector, with the number of its measurements until the first call.
    /// </summary>
    public IReadOnlyList<(Dictionary<string, string> Tags, long Count, string Version)> Series(
        string metric, string connector)
    {
        // One export only: when another test disposes of an engine, its meter ends, and the next export lacks the
        // series of all meters of that name.
        if (_metrics.Count == 0) _metering.ForceFlush();
        var series = new List<(Dictionary<string, string> Tags, long Count, string Version)>();
        foreach (var (snapshot, point) in Points(metric))
        {
            var tags = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, value) in point.Tags) tags[key] = $"{value}";
            if (tags.GetValueOrDefault("versori.connector.id") != connector) continue;
            var count = snapshot.MetricType == MetricType.Histogram ? point.GetHistogramCount() : point.GetSumLong();
            series.Add((tags, count, snapshot.MeterVersion));
        }

        return series;
    }

    private IEnumerable<(MetricSnapshot Snapshot, MetricPoint Point)> Points(string metric) =>
        _metrics.Where(snapshot => snapshot.Name == metric)
            .SelectMany(snapshot => snapshot.MetricPoints.Select(point => (snapshot, point)));

    public void Dispose()
    {
        _root.Dispose();
        _tracing.Dispose();
        _metering.Dispose();
        _source.Dispose();
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Testing;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Tests.Security;

/// <summary>
/// Everything that an observer of a host can read: logs, traces, metrics, exceptions, texts and JSON.
/// </summary>
internal sealed partial class ObservedOutput : IDisposable
{
    private readonly ConcurrentQueue<(string Where, string Text)> _texts = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public ObservedOutput()
    {
        _activities = new()
        {
            ShouldListenTo = source => !IsExternal(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (!IsExternal(instrument.Meter.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Add(instrument, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        _meters.Start();
    }

    public IReadOnlyCollection<(string Where, string Text)> Texts => _texts;

    public void Add(string where, string? text) => _texts.Enqueue((where, text ?? ""));

    public void Add(Exception exception)
    {
        Add("exception", exception.ToString());
        for (var inner = exception; inner is not null; inner = inner.InnerException)
            Add("exception", $"{inner.Message} {string.Join(" ", inner.Data.Values.Cast<object?>())}");
        if (exception is ConnectorException known)
            Add(
                "errors",
                string.Join(
                    " ",
                    known.Errors.Select(
                        error => $"{error} {string.Join(" ", error.Related)} {JsonSerializer.Serialize(error)}")));
    }

    public void Add(FakeLogCollector logs)
    {
        foreach (var record in logs.GetSnapshot())
        {
            var state = record.State is IReadOnlyList<KeyValuePair<string, string?>> pairs
                ? string.Join(" ", pairs.Select(pair => $"{pair.Key}={pair.Value}"))
                : $"{record.State}";
            Add(
                $"log {record.Category}",
                $"{record.Message} {state} {string.Join(" ", record.Scopes.Select(Flat))} {record.Exception}");
        }
    }

    /// <summary>A domain object as text, in the debugger, and as JSON with and without the library's options.</summary>
    public void Add(object thing)
    {
        var name = thing.GetType().Name;
        Add($"text of {name}", thing.ToString());
        Add($"json of {name}", JsonSerializer.Serialize(thing, thing.GetType()));
        if (ConnectorJson.Options.TryGetTypeInfo(thing.GetType(), out var info))
            Add($"own json of {name}", JsonSerializer.Serialize(thing, info));
        if (thing.GetType().GetCustomAttribute<DebuggerDisplayAttribute>() is not { } display) return;
        Add(
            $"debugger of {name}",
            Expression()
                .Replace(
                    display.Value, match => $"{thing.GetType().GetProperty(match.Groups[1].Value)?.GetValue(thing)}"));
    }

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    // The external system runs in the same process. Its own logs and traces are not checked.
    private static bool IsExternal(string source) =>
        source.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);

    private void Add(Activity activity)
    {
        var tags = activity.TagObjects.Concat(activity.Events.SelectMany(happened => happened.Tags))
            .Select(tag => $"{tag.Key}={tag.Value}");
        var baggage = activity.Baggage.Select(item => $"{item.Key}={item.Value}");
        Add(
            $"activity {activity.Source.Name}",
            $"{activity.DisplayName} {activity.StatusDescription} {string.Join(" ", tags.Concat(baggage))}");
    }

    private void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags) Add($"metric {instrument.Name}", $"{tag.Key}={tag.Value}");
    }

    private static string Flat(object? scope) =>
        scope is IEnumerable<KeyValuePair<string, object?>> pairs
            ? string.Join(" ", pairs.Select(pair => $"{pair.Key}={pair.Value}"))
            : $"{scope}";

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Expression();
}

using System.Collections.ObjectModel;
using System.Diagnostics;

namespace Versori.Connectors.Tests.Diagnostics;

/// <summary>
/// Spans that an exporter adds while they are read: other tests of the process end spans of the same source.
/// </summary>
internal sealed class RecordedSpans : Collection<Activity>
{
    private readonly Lock _gate = new();

    public IReadOnlyList<Activity> Snapshot()
    {
        lock (_gate) return [.. Items];
    }

    protected override void InsertItem(int index, Activity item)
    {
        // The index was read before the lock was taken.
        lock (_gate) Items.Add(item);
    }

    protected override void ClearItems()
    {
        lock (_gate) Items.Clear();
    }
}

using System.Text.Json;

namespace Versori.Connectors.Invocation;

/// <summary>Finds the values of the parameters in a path, by calling the lists that return them.</summary>
internal sealed class PathFinder(
    TestRun run, ConnectorEndpoint endpoint, EndpointRequestFactory requests, TestArguments arguments)
{
    private readonly string[] _segments = EndpointSegments.Of(endpoint);
    private readonly PathValues _values = new();
    private readonly ValueSource _sources = new(run.Target.Endpoints);

    // Objects that exist already are not changed: what changes one, uses those that the test created.
    private readonly bool _isCreated = !SafeEndpoints.IsSafe(endpoint);

    /// <summary>Sets the arguments. Those without a value are missing.</summary>
    public async Task<PathValues> FindAsync()
    {
        // The list of the last group was called with values of the groups before it, which belong together.
        foreach (var (start, end) in Groups().Reverse())
        {
            if (IsComplete(start, end)) continue;
            foreach (var source in _sources.Of(endpoint, _segments, start, end, _isCreated))
            {
                if (run.IsRunning(source)) continue;
                await run.TestAsync(source).ConfigureAwait(false);
                if (TryTake(source, start, end)) break;
                arguments.Tried.Add(source.Id);
            }
        }

        Apply();
        return _values;
    }

    private IEnumerable<(int Start, int End)> Groups()
    {
        for (var i = 0; i < _segments.Length; i++)
        {
            if (!EndpointSegments.IsParameter(_segments[i])) continue;
            var start = i;
            while (i + 1 < _segments.Length && EndpointSegments.IsParameter(_segments[i + 1])) i++;
            yield return (start, i + 1);
        }
    }

    private IEnumerable<(int Segment, int Position, ParameterSlot Slot)> SlotsIn(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            foreach (var (position, name) in EndpointSegments.NamesIn(_segments[i]).Index())
            {
                var slot = requests.Slots.FirstOrDefault(slot =>
                    slot.In == ParameterLocation.Path && slot.Name == name);
                if (slot is not null) yield return (i, position, slot);
            }
        }
    }

    private bool IsComplete(int start, int end) => SlotsIn(start, end).All(item => IsSettled(item.Slot)
        || _values.Find(item.Segment, item.Position) is not null);

    private bool IsSettled(ParameterSlot slot) => arguments.OriginOf(TestArguments.NameOf(slot, requests))
        is ExampleOrigin.Given or ExampleOrigin.Allowed;

    private bool TryTake(ConnectorEndpoint source, int start, int end)
    {
        if (!run.Contents.TryGetValue(source.Id, out var content)) return false;
        var resource = start == 0 ? "" : ValueSource.ResourceOf(_segments[start - 1]);
        var listed = ValueSource.ResourceOf(EndpointSegments.Of(source)[^1]);
        var isNatural = SlotsIn(start, end).Count() > 1;
        foreach (var item in ResponseItems.Of(source, content, resource))
        {
            var found = new List<(int Segment, int Position, JsonElement Value)>();
            foreach (var (segment, position, slot) in SlotsIn(start, end).Where(item => !IsSettled(item.Slot)))
            {
                // A number is sent as text where text is declared, but text is more likely then.
                var value = ResponseItems.ValuesOf(item, slot.Name, IsNamed(slot) ? listed : resource, isNatural)
                    .Where(value => TestArguments.Fits(run, slot, value))
                    .OrderBy(value => TestArguments.Fits(run, slot, value, isText: false) ? 0 : 1)
                    .FirstOrDefault();
                if (value.ValueKind == JsonValueKind.Undefined) break;
                found.Add((segment, position, value));
            }

            if (found.Count < SlotsIn(start, end).Count(item => !IsSettled(item.Slot))) continue;
            foreach (var (segment, position, value) in found)
                _values.Set(segment, position, PathValue.From(value, source.Id));
            var isParent = EndpointSegments.IsPrefix(EndpointSegments.Of(source), _segments);
            if (isParent && run.Paths.TryGetValue(source.Id, out var path)) _values.Adopt(path, start);
            return true;
        }

        return false;

        // The countries of /countries have the code of /next-holiday/{country}.
        bool IsNamed(ParameterSlot slot) => listed.Length > 0
            && NameWords.Split(slot.Name) is [.., var last] && NameWords.Singular(last) == listed;
    }

    private void Apply()
    {
        foreach (var (segment, position, slot) in SlotsIn(0, _segments.Length))
        {
            var name = TestArguments.NameOf(slot, requests);
            var origin = arguments.OriginOf(name);
            if (!IsSettled(slot) && (_values.Find(segment, position) ?? Known(slot)) is { } found)
            {
                arguments.Set(name, found.Value, found.Origin, found.Source);
                _values.Set(segment, position, found);
            }
            else if (IsSettled(slot) || (!_isCreated && origin is ExampleOrigin.Example or ExampleOrigin.Default))
            {
                _values.Set(segment, position, new(arguments.Values[name], origin, null));
            }
            else
            {
                arguments.Missing.Add(slot.Name);
            }
        }
    }

    private PathValue? Known(ParameterSlot slot) => !_isCreated && run.Known.Find(slot.Name) is { } known
        && TestArguments.Fits(run, slot, known.Value)
            ? PathValue.From(known.Value, known.Source)
            : null;
}

using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Collects warnings about everything that was lost or repaired.</summary>
internal sealed class WarningLog(Work work)
{
    public const int Maximum = 1000;

    // The keys and values of a document can be long, and occur in many warnings.
    private const int MaximumMessage = 500;
    private const int MaximumPointers = 4 * 1024 * 1024;

    private readonly List<ConnectorError> _warnings = [];

    // Parts that are left out by intention. They must not displace the warnings about errors.
    private readonly List<ConnectorError> _leftOut = [];
    private readonly HashSet<string> _leftOutPointers = new(StringComparer.Ordinal);
    private int _more;
    private int _pointers;

    /// <summary>The work on the document.</summary>
    public Work Work => work;

    public void Add(
        Node node,
        string message,
        ConnectorErrorCode code = ConnectorErrorCode.InvalidDocument,
        IEnumerable<string>? path = null)
    {
        if (_warnings.Count == Maximum || _pointers > MaximumPointers)
        {
            _more++;
            return;
        }

        var pointer = node.Pointer + Pointer.Of(path ?? []);
        _pointers += pointer.Length;
        var text = message.Length > MaximumMessage ? $"{message.AsSpan(0, MaximumMessage)}…" : message;
        _warnings.Add(new() { Code = code, Message = text, Location = pointer });
    }

    /// <summary>Adds a part that is left out, once for each location.</summary>
    public void AddLeftOut(string pointer, string message)
    {
        if (!_leftOutPointers.Add(pointer)) return;
        if (_leftOut.Count == Maximum) _more++;
        else _leftOut.Add(new() { Code = ConnectorErrorCode.NotSupported, Message = message, Location = pointer });
    }

    /// <summary>Returns the warnings with their line numbers in the document.</summary>
    public IReadOnlyList<ConnectorError> ToList(ReadOnlySpan<byte> json)
    {
        var left = Math.Min(_leftOut.Count, Maximum - _warnings.Count);
        _more += _leftOut.Count - left;
        _warnings.AddRange(_leftOut.Take(left));
        _leftOut.Clear();
        if (_warnings.Count == 0) return [];
        var lines = new LineFinder();
        foreach (var warning in _warnings) lines.Add(warning.Location!);
        lines.Run(json);
        var located = _warnings.Select(warning => warning with { Line = lines.Line(warning.Location!) });
        if (_more == 0) return [.. located];
        var more = new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidDocument,
            Message = $"There are {_more} more warnings.",
            Location = "",
        };
        return [.. located, more];
    }
}

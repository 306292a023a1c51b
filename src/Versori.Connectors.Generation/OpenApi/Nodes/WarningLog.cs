using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Collects warnings about everything that was lost or repaired.</summary>
internal sealed class WarningLog
{
    public const int Maximum = 1000;

    private readonly List<ConnectorError> _warnings = [];

    // Parts that are left out by intention. They must not displace the warnings about errors.
    private readonly List<ConnectorError> _leftOut = [];
    private readonly HashSet<string> _leftOutPointers = new(StringComparer.Ordinal);
    private int _more;

    public void Add(string pointer, string message, ConnectorErrorCode code = ConnectorErrorCode.InvalidDocument)
    {
        if (_warnings.Count == Maximum) _more++;
        else _warnings.Add(new() { Code = code, Message = message, Location = pointer });
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

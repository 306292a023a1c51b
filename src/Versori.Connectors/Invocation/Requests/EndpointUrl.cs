using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>Writes the path and the query of the requests of one endpoint.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
internal sealed class EndpointUrl
{
    private const string EmptyInPath = "The value is empty, but the path requires one here.";

    private readonly EndpointPath _path;
    private readonly List<ParameterSlot> _slots;
    private readonly Dictionary<string, ParameterSlot> _pathSlots;
    private readonly (string Text, ParameterSlot? Slot)[]? _pieces;
    private readonly bool _hasWholeQuery;

    /// <summary>Prepares the URLs of an endpoint.</summary>
    /// <param name="path">The path.</param>
    /// <param name="slots">The parameters.</param>
    public EndpointUrl(EndpointPath path, List<ParameterSlot> slots)
    {
        _path = path;
        _slots = slots;
        _pathSlots = slots
            .Where(slot => slot.In == ParameterLocation.Path)
            .ToDictionary(slot => slot.Name, StringComparer.Ordinal);
        _hasWholeQuery = slots.Exists(static slot => slot.In == ParameterLocation.QueryString);
        if (!path.LooksAbsolute
            && !Array.Exists(path.Pieces, static piece => !piece.IsName && piece.Text.Contains('%')))
        {
            _pieces =
            [
                .. path.Pieces.Select(piece => (piece.Text, piece.IsName ? _pathSlots[piece.Text] : null)),
            ];
        }
    }

    /// <summary>Returns the path and the query, after a base address that ends with a slash.</summary>
    public string Write(string? baseAddress, BoundArguments bound, List<ConnectorError> errors)
    {
        var url = new TextBuilder(stackalloc char[512]);
        try
        {
            url.Append(baseAddress);
            if (IsPlain(bound)) AppendPlainPath(ref url, bound);
            else url.Append(WritePath(bound, errors));
            AppendQuery(ref url, bound);
            return url.ToString();
        }
        finally
        {
            url.Dispose();
        }
    }

    // Whether all values in the path are text that is written as it is, and no segment can become "." or "..".
    private bool IsPlain(BoundArguments bound)
    {
        if (_pieces is null) return false;
        foreach (var (_, slot) in _pieces)
        {
            if (slot is null) continue;
            if (!slot.IsWrittenAsText || bound.PlainOf(slot) is not { } value) return false;
            if (value is string text && !text.AsSpan().ContainsAnyExcept('.')) return false;
        }

        return true;
    }

    private void AppendPlainPath(ref TextBuilder url, BoundArguments bound)
    {
        foreach (var (text, slot) in _pieces!)
        {
            if (slot is null) url.Append(text);
            else AppendText(ref url, bound.PlainOf(slot)!, PercentEncoding.Unreserved);
        }
    }

    private static void AppendText(ref TextBuilder url, object value, SearchValues<char> kept) =>
        PercentEncoding.Append(ref url, PlainScalar.TextOf(value), kept, "%20");

    private string WritePath(BoundArguments bound, List<ConnectorError> errors)
    {
        return _path.Fill(Value, name => errors.Add(ArgumentBinder.Invalid(
            name, "The value turns a path segment into '.' or '..', which would change the path.")));

        string Value(string name)
        {
            if (!bound.TryGet(_pathSlots[name], out var value)) return "";
            var problem = PathProblem(_pathSlots[name], value);
            var text = problem is null ? ParameterWriter.Path(_pathSlots[name], value) : "";
            if (text.Length == 0) errors.Add(ArgumentBinder.Invalid(name, problem ?? EmptyInPath));
            return text;
        }
    }

    private static string? PathProblem(ParameterSlot slot, JsonNode value) => value switch
    {
        // OpenAPI 3.1 §4.8.12.4: these styles write an empty value as ";name" and ".".
        JsonValue when slot.Style is ParameterStyle.Matrix or ParameterStyle.Label => null,
        JsonArray { Count: 0 } or JsonObject { Count: 0 } => EmptyInPath,
        JsonValue when ArgumentCheck.Text(value).Length == 0 => EmptyInPath,
        JsonValue when ArgumentCheck.Text(value) is "." or ".." =>
            "The value is '.' or '..', which would change the path.",
        _ => null,
    };

    private void AppendQuery(ref TextBuilder url, BoundArguments bound)
    {
        var isFirst = true;
        if (_path.HasQuery) AppendQueryOfPath(ref url, bound, ref isFirst);
        foreach (var slot in _slots)
        {
            if (slot.In != ParameterLocation.Query || !bound.Has(slot)) continue;
            if (slot.IsWrittenAsText && bound.PlainOf(slot) is { } plain)
            {
                Separate(ref url, ref isFirst);
                url.Append(slot.QueryName);
                url.Append('=');
                AppendText(ref url, plain, ParameterWriter.KeptInQuery(slot));
            }
            else if (bound.TryGet(slot, out var value))
            {
                var query = new StringBuilder();
                ParameterWriter.AppendQuery(query, slot, value);
                Append(ref url, query, ref isFirst);
            }
        }

        if (_hasWholeQuery) AppendWholeQuery(ref url, bound, ref isFirst);
    }

    private void AppendWholeQuery(ref TextBuilder url, BoundArguments bound, ref bool isFirst)
    {
        var query = new StringBuilder();
        foreach (var slot in _slots)
        {
            if (slot.In == ParameterLocation.QueryString && bound.TryGet(slot, out var whole))
                ParameterWriter.AppendWhole(query, slot, whole);
        }

        Append(ref url, query, ref isFirst);
    }

    private void AppendQueryOfPath(ref TextBuilder url, BoundArguments bound, ref bool isFirst)
    {
        var query = new StringBuilder();
        _path.AppendQuery(query, Value, IsGiven);
        Append(ref url, query, ref isFirst);

        bool IsGiven(string name) => _slots.Exists(slot =>
            slot.In == ParameterLocation.Query && slot.Name == name && bound.Has(slot));

        string? Value(string name) =>
            _pathSlots.TryGetValue(name, out var slot) && bound.TryGet(slot, out var value)
                ? ParameterWriter.PathInQuery(slot, value)
                : null;
    }

    private static void Append(ref TextBuilder url, StringBuilder query, ref bool isFirst)
    {
        if (query.Length == 0) return;
        Separate(ref url, ref isFirst);
        foreach (var chunk in query.GetChunks()) url.Append(chunk.Span);
    }

    private static void Separate(ref TextBuilder url, ref bool isFirst)
    {
        url.Append(isFirst ? '?' : '&');
        isFirst = false;
    }
}

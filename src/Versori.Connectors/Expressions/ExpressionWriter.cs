namespace Versori.Connectors.Expressions;

/// <summary>Evaluates an expression: appends its parts to a buffer and checks the segments of a path.</summary>
internal ref struct ExpressionWriter(ExpressionValues values, Span<char> buffer)
{
    private TextBuilder _builder = new(buffer);

    // The start of the path segment that contains the last placeholder, until the end of the segment is reached.
    private int _segmentStart = -1;
    private ExpressionPart? _segmentPart;

    // A placeholder whose value is a host with a port or a path, until the next literal is known.
    private ExpressionPart? _addressPart;

    // Whether a value that the author listed is an empty path after a slash.
    private bool _hasEmptyPath;

    public void Append(ExpressionPart part, ValuePosition position)
    {
        if (part.Literal is { } literal)
        {
            // An empty path of the author leaves one slash, not two.
            if (_hasEmptyPath && literal.StartsWith('/')) literal = literal[1..];
            _hasEmptyPath = false;
            if (_addressPart is { } address && literal.StartsWith(':'))
            {
                throw ExpressionErrors.Refused(
                    address, values, "The value has a port or a path, and the expression also has a port.");
            }

            _addressPart = null;
            var end = literal.AsSpan().IndexOfAny('/', '?', '#');
            if (end >= 0) EndSegment(literal.AsSpan(0, end));

            // A value that is a whole URL may end with a slash. The literal after it starts with one, too.
            if (position == ValuePosition.UrlStart && literal.StartsWith('/') && _builder.Written is [.., '/'])
                literal = literal[1..];
            _builder.Append(literal);
            return;
        }

        var operand = Evaluate(part, values);
        var value = operand.Text;
        if (position == ValuePosition.Port && operand.IsListed && value.Length == 0) return;
        if (position == ValuePosition.PathSegment && operand.IsListed)
        {
            AppendAuthoredPath(part, value);
            return;
        }

        if (position == ValuePosition.PathSegment)
        {
            if (value.Length == 0 && !part.MayBeEmpty)
                throw ExpressionErrors.Refused(part, values, "The value is empty, but the path requires one here.");
            if (_segmentStart < 0) _segmentStart = _builder.Written.LastIndexOf('/') + 1;
            _segmentPart = part;
        }
        else if (position == ValuePosition.HostLabel && operand.IsAuthored)
        {
            position = operand.IsListed ? ValuePosition.AuthoredHostPart : ValuePosition.Host;
        }
        else if (position == ValuePosition.Host && (operand.IsAddress || operand.IsListed))
        {
            position = ValuePosition.Address;
            if (value.AsSpan().ContainsAny(':', '/')) _addressPart = part;
        }

        if (PositionEncoder.TryAppend(ref _builder, value, position) is { } problem)
            throw ExpressionErrors.Refused(part, values, problem, position);
    }

    /// <summary>Returns the result of a placeholder.</summary>
    /// <exception cref="ConnectorException">A value is missing, or a function cannot be applied to one.</exception>
    public static EvaluatedValue Evaluate(ExpressionPart part, ExpressionValues values)
    {
        var operand = TryEvaluate(part, values);
        return operand.Missing is { } missing ? throw ExpressionErrors.Missing(missing, values) : operand;
    }

    /// <summary>Returns the result of a placeholder, which may state that a value is missing.</summary>
    /// <exception cref="ConnectorException">A function cannot be applied to a value.</exception>
    public static EvaluatedValue TryEvaluate(ExpressionPart part, ExpressionValues values)
    {
        try
        {
            return part.Placeholder!.Evaluate(values);
        }
        catch (ExpressionFunctionException exception)
        {
            throw ExpressionErrors.Refused(part, values, exception.Message);
        }
    }

    /// <summary>Performs the checks that require the whole text.</summary>
    public void Complete() => EndSegment(default);

    public override readonly string ToString() => _builder.ToString();

    public void Dispose() => _builder.Dispose();

    // The author may list values of several segments, or none. Others may not.
    private void AppendAuthoredPath(ExpressionPart part, string value)
    {
        var followsSlash = _builder.Written is [.., '/'];
        _hasEmptyPath = followsSlash && value.Length == 0;
        if (followsSlash && value.StartsWith('/')) value = value[1..];
        foreach (var (index, text) in value.Split('/').Index())
        {
            if (index > 0)
            {
                EndSegment(default);
                _builder.Append('/');
            }

            if (_segmentStart < 0) _segmentStart = _builder.Written.LastIndexOf('/') + 1;
            _segmentPart = part;
            if (PositionEncoder.TryAppend(ref _builder, text, ValuePosition.AuthoredPath) is { } problem)
                throw ExpressionErrors.Refused(part, values, problem, ValuePosition.PathSegment);
        }
    }

    private void EndSegment(scoped ReadOnlySpan<char> rest)
    {
        if (_segmentStart < 0) return;
        var segment = string.Concat(_builder.Written[_segmentStart..], rest);

        // RFC 3986 §5.2.4 removes such a segment, and an encoded dot is equivalent to a dot (§6.2.2.2).
        if (segment.Replace("%2E", ".", StringComparison.OrdinalIgnoreCase) is "." or "..")
        {
            throw ExpressionErrors.Refused(
                _segmentPart!, values, "The value turns a path segment into '.' or '..', which would change the path.");
        }

        _segmentStart = -1;
    }
}

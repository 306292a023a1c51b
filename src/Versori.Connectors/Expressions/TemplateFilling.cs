namespace Versori.Connectors.Expressions;

/// <summary>One filling of a template: appends its parts and watches over the segments of a path.</summary>
internal ref struct TemplateFilling(TemplateValues values, Span<char> buffer)
{
    private TextBuilder _builder = new(buffer);

    // The segment that holds the last expression of a path, until its end is seen.
    private int _segmentStart = -1;
    private TemplatePart? _segmentPart;

    // A host that came with a port or a path, until it is seen how the template goes on.
    private TemplatePart? _longAddress;

    public void Append(TemplatePart part, TemplatePosition position)
    {
        if (part.Literal is { } literal)
        {
            if (_longAddress is { } address && literal.StartsWith(':')) throw TemplateErrors.Refused(address, values, "The value has a port or a path, and the template has a port of its own.");
            _longAddress = null;
            var end = literal.AsSpan().IndexOfAny('/', '?', '#');
            if (end >= 0) EndSegment(literal.AsSpan(0, end));

            // A URL given whole ends with or without a slash; the template says how it goes on.
            if (position == TemplatePosition.UrlStart && literal.StartsWith('/') && _builder.Written is [.., '/'])
                literal = literal[1..];
            _builder.Append(literal);
            return;
        }

        var operand = Evaluate(part, values);
        var value = operand.Text;
        if (position == TemplatePosition.PathSegment)
        {
            if (value.Length == 0 && !part.MayBeEmpty)
                throw TemplateErrors.Refused(part, values, "The value is empty, and a path needs one here.");
            if (_segmentStart < 0) _segmentStart = _builder.Written.LastIndexOf('/') + 1;
            _segmentPart = part;
        }
        else if (position == TemplatePosition.HostLabel && operand.IsAuthored)
        {
            position = TemplatePosition.Host;
        }
        else if (position == TemplatePosition.Host && operand.IsAddress)
        {
            position = TemplatePosition.Address;
            if (value.AsSpan().ContainsAny(':', '/')) _longAddress = part;
        }

        if (PositionEncoder.TryAppend(ref _builder, value, position) is { } problem)
            throw TemplateErrors.Refused(part, values, problem, position);
    }

    /// <summary>What an expression comes to.</summary>
    /// <exception cref="ConnectorException">A value is missing, or a function cannot be applied to one.</exception>
    public static TemplateOperand Evaluate(TemplatePart part, TemplateValues values)
    {
        var operand = Attempt(part, values);
        return operand.Missing is { } missing ? throw TemplateErrors.Missing(missing, values) : operand;
    }

    /// <summary>What an expression comes to, be it that a value is missing.</summary>
    /// <exception cref="ConnectorException">A function cannot be applied to a value.</exception>
    public static TemplateOperand Attempt(TemplatePart part, TemplateValues values)
    {
        try
        {
            return part.Expression!.Evaluate(values);
        }
        catch (TemplateFunctionException exception)
        {
            throw TemplateErrors.Refused(part, values, exception.Message);
        }
    }

    /// <summary>Checks what could be checked only at the end.</summary>
    public void Complete() => EndSegment(default);

    public override readonly string ToString() => _builder.ToString();

    public void Dispose() => _builder.Dispose();

    private void EndSegment(scoped ReadOnlySpan<char> rest)
    {
        if (_segmentStart < 0) return;
        var segment = string.Concat(_builder.Written[_segmentStart..], rest);

        // RFC 3986 §5.2.4 would remove such a segment, and an encoded dot is the same dot (§6.2.2.2).
        if (segment.Replace("%2E", ".", StringComparison.OrdinalIgnoreCase) is "." or "..")
            throw TemplateErrors.Refused(_segmentPart!, values, "The value makes '.' or '..' of a path's segment, which would leave the path.");
        _segmentStart = -1;
    }
}

namespace Versori.Connectors.Http;

/// <summary>
/// Finds where the first JSON object or array of a stream ends, byte by byte, so that a stream of several values is not
/// read further than its first.
/// </summary>
internal struct JsonExtent
{
    private int _depth;
    private int _length;
    private bool _isInString;
    private bool _isEscaped;

    /// <summary>The length of the value, once its end was seen; 0 before.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the text begins with something else than an object or an array.</summary>
    public bool IsOther { get; private set; }

    /// <summary>Whether the end was seen, or there is none.</summary>
    public readonly bool IsDecided => Length > 0 || IsOther;

    /// <summary>Reads on.</summary>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (IsDecided) return;
            _length++;
            if (_isInString) ReadInString(value);
            else ReadOutsideString(value);
        }
    }

    private void ReadInString(byte value)
    {
        if (_isEscaped) _isEscaped = false;
        else if (value == '\\') _isEscaped = true;
        else if (value == '"') _isInString = false;
    }

    private void ReadOutsideString(byte value)
    {
        switch (value)
        {
            case (byte)'{' or (byte)'[':
                _depth++;
                break;
            case (byte)'}' or (byte)']' when _depth > 0:
                if (--_depth == 0) Length = _length;
                break;
            case (byte)'"' when _depth > 0:
                _isInString = true;
                break;
            // White space (RFC 8259 §2), and a byte order mark.
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF:
                break;
            default:
                IsOther = _depth == 0;
                break;
        }
    }
}

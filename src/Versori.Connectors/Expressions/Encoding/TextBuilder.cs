using System.Buffers;

namespace Versori.Connectors.Expressions;

/// <summary>
/// Builds text in a stack-allocated or pooled buffer. Buffers are cleared when they are returned, because they may hold
/// secrets.
/// </summary>
internal ref struct TextBuilder(Span<char> initial)
{
    private Span<char> _buffer = initial;
    private char[]? _rented;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<char> Written => _buffer[..Length];

    public void Append(char value)
    {
        if (Length == _buffer.Length) Grow(1);
        _buffer[Length++] = value;
    }

    public void Append(scoped ReadOnlySpan<char> value)
    {
        if (value.Length > _buffer.Length - Length) Grow(value.Length);
        value.CopyTo(_buffer[Length..]);
        Length += value.Length;
    }

    public override readonly string ToString() => new(Written);

    public void Dispose()
    {
        if (_rented is { } rented) ArrayPool<char>.Shared.Return(rented, clearArray: true);
        else _buffer[..Length].Clear();
        _rented = null;
        _buffer = default;
        Length = 0;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(Length + needed, _buffer.Length * 2));
        Written.CopyTo(larger);
        if (_rented is { } rented) ArrayPool<char>.Shared.Return(rented, clearArray: true);
        else _buffer[..Length].Clear();
        _rented = larger;
        _buffer = larger;
    }
}

using System.Buffers;
using System.Text;

namespace Versori.Connectors.Expressions;

/// <summary>Reads the tokens of an expression, and creates errors with their position.</summary>
internal abstract class ExpressionScanner(string text)
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    protected string Text { get; } = text;

    protected int Position { get; set; }

    protected string ReadName(string expected)
    {
        var length = Text.AsSpan(Position).IndexOfAnyExcept(NameCharacters);
        if (length < 0) length = Text.Length - Position;
        if (length == 0) throw Unexpected(expected);
        Position += length;
        return Text.Substring(Position - length, length);
    }

    protected string ReadString()
    {
        var start = Position;
        var quote = Text[Position++];
        var value = new StringBuilder();
        while (Position < Text.Length)
        {
            var character = Text[Position++];
            if (character == quote) return value.ToString();
            value.Append(character == '\\' ? ReadEscape() : character);
        }

        throw Error(start, $"The string has no closing quote. Add {quote}.");
    }

    private char ReadEscape()
    {
        var escaped = Peek();
        Position++;
        return escaped switch
        {
            '"' or '\'' or '\\' => escaped,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Error(
                Position - 2,
                "A backslash in a string must be followed by \", ', \\, n, r or t. Write '\\\\' for a backslash."),
        };
    }

    protected void SkipSpaces()
    {
        while (Position < Text.Length && Text[Position] is ' ' or '\t' or '\r' or '\n') Position++;
    }

    protected bool TrySkip(char expected)
    {
        if (Position >= Text.Length || Text[Position] != expected) return false;
        Position++;
        return true;
    }

    protected char Peek(int offset = 0) => Position + offset < Text.Length ? Text[Position + offset] : '\0';

    protected ExpressionSyntaxException Unexpected(string expected) => Error(Position, Position >= Text.Length
        ? $"The expression ends, but {expected} is expected."
        : $"Expected {expected}.");

    protected static ExpressionSyntaxException Error(int position, string message) =>
        new(new ExpressionSyntaxError(position + 1, message));
}

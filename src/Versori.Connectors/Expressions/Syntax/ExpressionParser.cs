using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Versori.Connectors.Expressions;

/// <summary>
/// Parses an expression in one pass.
/// <code>
/// expression = *( text / "{{" / "}}" / "{" pipe "}" ) ; the parts in braces are placeholders
/// pipe       = fallback *( "|" call )              ; the piped value is the first argument of the call
/// fallback   = sum *( "??" sum )                   ; the first that is neither missing nor empty
/// sum        = operand *( "+" operand )            ; concatenation
/// operand    = string / call / name / "(" pipe ")"
/// call       = function [ "(" [ pipe *( "," pipe ) ] ")" ]
/// name       = 1*( ALPHA / DIGIT / "_" / "-" / "." )
/// string     = DQUOTE *char DQUOTE / "'" *char "'" ; escapes: \" \' \\ \n \r \t
/// </code>
/// Without parentheses, <c>now</c>, <c>uuid</c> and <c>nonce</c> are always calls. Other functions are calls only after
/// <c>|</c>. Spaces between tokens are ignored.
/// </summary>
internal sealed class ExpressionParser(string text) : ExpressionScanner(text)
{
    // Limits the recursion of parsing and of evaluating.
    private const int MaxDepth = 32;

    public bool TryParse(
        [NotNullWhen(true)] out ExpressionPart[]? parts, [NotNullWhen(false)] out ExpressionSyntaxError? error)
    {
        var read = new List<ExpressionPart>();
        parts = null;
        try
        {
            while (Position < Text.Length)
            {
                var column = Position + 1;
                if (Text[Position] == '{' && Peek(1) != '{') read.Add(new(null, ReadPlaceholder(), column));
                else read.Add(new(ReadLiteral(), null, column));
            }
        }
        catch (ExpressionSyntaxException exception)
        {
            error = exception.Error;
            return false;
        }

        parts = [.. read];
        error = null;
        return true;
    }

    private string ReadLiteral()
    {
        var literal = new StringBuilder();
        while (Position < Text.Length)
        {
            var length = Text.AsSpan(Position).IndexOfAny('{', '}');
            if (length < 0) length = Text.Length - Position;
            literal.Append(Text, Position, length);
            Position += length;
            if (Position == Text.Length) break;

            var brace = Text[Position];
            if (Peek(1) != brace)
            {
                if (brace == '{') break;
                throw Error(
                    Position, "A closing brace has no opening brace before it. Write '}}' for a literal brace.");
            }

            literal.Append(brace);
            Position += 2;
        }

        return literal.ToString();
    }

    private Placeholder ReadPlaceholder()
    {
        var start = Position++;
        SkipSpaces();
        if (Peek() == '}')
        {
            throw Error(
                Position,
                "The placeholder is empty. Write a name between the braces, or '{{' and '}}' for literal braces.");
        }

        var placeholder = ReadPipe(0);
        if (Peek() == '}')
        {
            Position++;
            return placeholder;
        }

        throw Position == Text.Length
            ? Error(start, "The placeholder has no closing brace. Add '}', or write '{{' for a literal brace.")
            : Unexpected("'}', '|', '??' or '+'");
    }

    private Placeholder ReadPipe(int depth)
    {
        if (depth > MaxDepth)
            throw Error(Position, $"The placeholder is nested more than {MaxDepth} levels deep. Simplify it.");
        var placeholder = ReadFallback(depth);
        for (var stages = 1; TrySkip('|'); stages++)
        {
            if (depth + stages > MaxDepth)
                throw Error(Position, $"The placeholder applies more than {MaxDepth} functions. Simplify it.");
            SkipSpaces();
            var start = Position;
            var name = ReadName("the name of a function");
            placeholder = ReadCall(name, start, placeholder, depth);
        }

        return placeholder;
    }

    private Placeholder ReadFallback(int depth)
    {
        var choices = new List<Placeholder> { ReadSum(depth) };
        while (Peek() == '?')
        {
            if (Peek(1) != '?') throw Error(Position, "A fallback is written with two question marks: '??'.");
            Position += 2;
            choices.Add(ReadSum(depth));
        }

        return choices is [var only] ? only : new FallbackPlaceholder(choices);
    }

    private Placeholder ReadSum(int depth)
    {
        var operands = new List<Placeholder> { ReadOperand(depth) };
        while (TrySkip('+')) operands.Add(ReadOperand(depth));
        return operands is [var only] ? only : new ConcatenationPlaceholder(operands);
    }

    private Placeholder ReadOperand(int depth)
    {
        SkipSpaces();
        Placeholder operand;
        if (Peek() is '"' or '\'')
        {
            operand = new LiteralPlaceholder(ReadString());
        }
        else if (TrySkip('('))
        {
            operand = ReadPipe(depth + 1);
            if (!TrySkip(')')) throw Unexpected("')'");
        }
        else
        {
            var start = Position;
            var name = ReadName("a name, a quoted string or a function");
            SkipSpaces();
            operand = Peek() == '(' || ExpressionFunction.Find(name) is { IsSource: true }
                ? ReadCall(name, start, null, depth)
                : new NamePlaceholder(name);
        }

        SkipSpaces();
        return operand;
    }

    private FunctionPlaceholder ReadCall(string name, int start, Placeholder? piped, int depth)
    {
        var function = ExpressionFunction.Find(name)
            ?? throw Error(start, $"There is no function '{name}'. There are: {ExpressionFunction.AllNames}.");
        var arguments = new List<Placeholder>();
        if (piped is not null) arguments.Add(piped);
        if (piped is not null && function.IsSource)
            throw Error(start, $"'{name}' takes no input. Write it in place of a name: {{{function.Usage}}}.");

        SkipSpaces();
        if (TrySkip('('))
        {
            SkipSpaces();
            if (Peek() != ')')
            {
                do arguments.Add(ReadPipe(depth + 1));
                while (TrySkip(','));
            }

            if (!TrySkip(')')) throw Unexpected("',' or ')'");
        }

        SkipSpaces();
        if (arguments.Count < function.MinArguments || arguments.Count > function.MaxArguments)
        {
            throw Error(start, function.IsSource
                ? $"'{name}' has too many arguments. Write {function.Usage}."
                : $"'{name}' needs {function.MinArguments} argument(s), including a piped value, and has "
                    + $"{arguments.Count}. Write {{value | {function.Usage}}}.");
        }

        if (function is { IsSource: true } && arguments is [var format, ..]) CheckTimeFormat(format, start);
        if (function is { IsSource: true } && arguments is [_, var duration]) CheckDuration(duration, start);
        return new FunctionPlaceholder(function, arguments);
    }

    private static void CheckTimeFormat(Placeholder format, int start)
    {
        if (format is not LiteralPlaceholder literal)
            throw Error(start, "The format of 'now' must be a quoted string. Write now(\"unix\").");
        try
        {
            ExpressionFunction.FormatTime(DateTimeOffset.UnixEpoch, literal.Text);
        }
        catch (FormatException)
        {
            throw Error(
                start, "The format of 'now' is not one of unix, unixMs, iso8601 and rfc1123, and no .NET format.");
        }
    }

    private static void CheckDuration(Placeholder duration, int start)
    {
        if (duration is not LiteralPlaceholder literal || !TextFunctions.TryReadDuration(literal.Text, out _))
        {
            throw Error(
                start,
                "The duration that is added to 'now' must be a quoted ISO 8601 duration. Write "
                + "now(\"unix\", \"P7D\").");
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Versori.Connectors.Expressions;

/// <summary>
/// Reads a template in one pass.
/// <code>
/// template   = *( text / "{{" / "}}" / "{" expression "}" )
/// expression = fallback *( "|" call )              ; what is piped becomes the call's first argument
/// fallback   = sum *( "??" sum )                   ; the first that is neither absent nor empty
/// sum        = operand *( "+" operand )            ; one after the other
/// operand    = string / call / name / "(" expression ")"
/// call       = function [ "(" [ expression *( "," expression ) ] ")" ]
/// name       = 1*( ALPHA / DIGIT / "_" / "-" / "." )
/// string     = DQUOTE *char DQUOTE / "'" *char "'" ; escapes: \" \' \\ \n \r \t
/// </code>
/// Without parentheses, <c>now</c>, <c>uuid</c> and <c>nonce</c> are calls wherever they stand; other functions only
/// after <c>|</c>. Spaces between tokens mean nothing.
/// </summary>
internal sealed class TemplateParser(string text) : TemplateScanner(text)
{
    // Bounds the recursion of parsing and of evaluating, whatever the text.
    private const int MaxDepth = 32;

    public bool TryParse([NotNullWhen(true)] out TemplatePart[]? parts, [NotNullWhen(false)] out TemplateSyntaxError? error)
    {
        var read = new List<TemplatePart>();
        parts = null;
        try
        {
            while (Position < Text.Length)
            {
                var column = Position + 1;
                if (Text[Position] == '{' && Peek(1) != '{') read.Add(new(null, ReadBraces(), column));
                else read.Add(new(ReadLiteral(), null, column));
            }
        }
        catch (TemplateSyntaxException exception)
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
                throw Error(Position, "A closing brace has no opening brace before it. Write '}}' for a literal brace.");
            }

            literal.Append(brace);
            Position += 2;
        }

        return literal.ToString();
    }

    private TemplateExpression ReadBraces()
    {
        var start = Position++;
        SkipSpaces();
        if (Peek() == '}') throw Error(Position, "The expression is empty. Write a name between the braces, or '{{' and '}}' for literal braces.");
        var expression = ReadExpression(0);
        if (Peek() == '}')
        {
            Position++;
            return expression;
        }

        throw Position == Text.Length
            ? Error(start, "The expression has no closing brace. Add '}', or write '{{' for a literal brace.")
            : Unexpected("'}', '|', '??' or '+'");
    }

    private TemplateExpression ReadExpression(int depth)
    {
        if (depth > MaxDepth) throw Error(Position, $"The expression is nested more than {MaxDepth} deep. Make it simpler.");
        var expression = ReadFallback(depth);
        for (var stages = 1; TrySkip('|'); stages++)
        {
            if (depth + stages > MaxDepth) throw Error(Position, $"The expression applies more than {MaxDepth} functions. Make it simpler.");
            SkipSpaces();
            var start = Position;
            var name = ReadName("the name of a function");
            expression = ReadCall(name, start, expression, depth);
        }

        return expression;
    }

    private TemplateExpression ReadFallback(int depth)
    {
        var choices = new List<TemplateExpression> { ReadSum(depth) };
        while (Peek() == '?')
        {
            if (Peek(1) != '?') throw Error(Position, "A fallback is written with two question marks: '??'.");
            Position += 2;
            choices.Add(ReadSum(depth));
        }

        return choices is [var only] ? only : new FallbackExpression(choices);
    }

    private TemplateExpression ReadSum(int depth)
    {
        var operands = new List<TemplateExpression> { ReadOperand(depth) };
        while (TrySkip('+')) operands.Add(ReadOperand(depth));
        return operands is [var only] ? only : new ConcatenationExpression(operands);
    }

    private TemplateExpression ReadOperand(int depth)
    {
        SkipSpaces();
        TemplateExpression operand;
        if (Peek() is '"' or '\'')
        {
            operand = new LiteralExpression(ReadString());
        }
        else if (TrySkip('('))
        {
            operand = ReadExpression(depth + 1);
            if (!TrySkip(')')) throw Unexpected("')'");
        }
        else
        {
            var start = Position;
            var name = ReadName("a name, a quoted string or a function");
            SkipSpaces();
            operand = Peek() == '(' || TemplateFunction.Find(name) is { IsSource: true }
                ? ReadCall(name, start, null, depth)
                : new NameExpression(name);
        }

        SkipSpaces();
        return operand;
    }

    private CallExpression ReadCall(string name, int start, TemplateExpression? piped, int depth)
    {
        var function = TemplateFunction.Find(name)
            ?? throw Error(start, $"There is no function '{name}'. There are: {TemplateFunction.AllNames}.");
        var arguments = new List<TemplateExpression>();
        if (piped is not null) arguments.Add(piped);
        if (piped is not null && function.IsSource)
            throw Error(start, $"'{name}' takes no input. Write it where a name would stand: {{{function.Usage}}}.");

        SkipSpaces();
        if (TrySkip('('))
        {
            SkipSpaces();
            if (Peek() != ')')
            {
                do arguments.Add(ReadExpression(depth + 1));
                while (TrySkip(','));
            }

            if (!TrySkip(')')) throw Unexpected("',' or ')'");
        }

        SkipSpaces();
        if (arguments.Count < function.MinArguments || arguments.Count > function.MaxArguments)
        {
            throw Error(start, function.IsSource
                ? $"'{name}' has too many arguments. Write {function.Usage}."
                : $"'{name}' needs {function.MinArguments} argument(s), what is piped into it included, and has {arguments.Count}. Write {{value | {function.Usage}}}.");
        }

        if (function is { IsSource: true } && arguments is [var format, ..]) CheckTimeFormat(format, start);
        if (function is { IsSource: true } && arguments is [_, var by]) CheckDuration(by, start);
        return new CallExpression(function, arguments);
    }

    private static void CheckTimeFormat(TemplateExpression format, int start)
    {
        if (format is not LiteralExpression literal)
            throw Error(start, "The format of 'now' is a quoted string. Write now(\"unix\").");
        try
        {
            TemplateFunction.FormatTime(DateTimeOffset.UnixEpoch, literal.Text);
        }
        catch (FormatException)
        {
            throw Error(start, "The format of 'now' is none of unix, unixMs, iso8601, rfc1123 and no .NET format either.");
        }
    }

    private static void CheckDuration(TemplateExpression by, int start)
    {
        if (by is not LiteralExpression literal || !TextFunctions.TryReadDuration(literal.Text, out _))
            throw Error(start, "By how much 'now' is moved is a quoted ISO 8601 duration. Write now(\"unix\", \"P7D\").");
    }
}

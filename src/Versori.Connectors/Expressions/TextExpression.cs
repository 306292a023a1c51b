using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Versori.Connectors.Expressions;

/// <summary>
/// An expression: text with placeholders in braces, such as <c>Token token="{key}"</c>. It is parsed once and evaluated
/// often. <c>docs/templates.md</c> describes the language, and <see cref="ExpressionParser"/> its grammar.
/// </summary>
/// <remarks>
/// Immutable and safe to share between threads. Values are never parsed: a brace in a value has no meaning.
/// </remarks>
internal sealed class TextExpression
{
    private TextExpression(string text, ExpressionPart[] parts)
    {
        Text = text;
        Parts = parts;
        Names = [.. parts.SelectMany(part => part.Placeholder?.Names ?? []).Distinct(StringComparer.Ordinal)];
        Constant = parts switch
        {
            [] => "",
            [{ Literal: { } literal }] => literal,
            _ => null,
        };
    }

    /// <summary>The source text.</summary>
    public string Text { get; }

    /// <summary>Literals and placeholders. Two literals never follow each other.</summary>
    internal ExpressionPart[] Parts { get; }

    /// <summary>The names that the expression uses, without duplicates, in the order of their first use.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether the result differs between requests.</summary>
    public bool IsPerRequest => Array.Exists(Parts, part => part.Placeholder is { IsPerRequest: true });

    /// <summary>Whether the expression has no placeholders.</summary>
    [MemberNotNullWhen(true, nameof(Constant))]
    public bool IsConstant => Constant is not null;

    /// <summary>The result of an expression without placeholders, otherwise <see langword="null"/>.</summary>
    public string? Constant { get; }

    /// <summary>Parses an expression.</summary>
    /// <exception cref="ExpressionSyntaxException">The text is not a valid expression.</exception>
    public static TextExpression Parse(string text) =>
        TryParse(text, out var expression, out var error) ? expression : throw new ExpressionSyntaxException(error);

    /// <summary>Parses an expression, or returns the syntax error.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out TextExpression? expression,
        [NotNullWhen(false)] out ExpressionSyntaxError? error)
    {
        var parser = new ExpressionParser(text);
        expression = parser.TryParse(out var parts, out error) ? new TextExpression(text, parts) : null;
        return expression is not null;
    }

    /// <summary>The names that the expression uses but that are not declared.</summary>
    public IEnumerable<string> UndeclaredNames(IReadOnlySet<string> declared) =>
        Names.Where(name => !declared.Contains(name));

    /// <summary>The first name that has no value and no fallback, or <see langword="null"/> if there is none.</summary>
    public string? FindMissingName(ExpressionValues values) => Parts
        .Where(part => part.Placeholder is not null)
        .Select(part => ExpressionWriter.TryEvaluate(part, values).Missing)
        .FirstOrDefault(missing => missing is not null);

    /// <summary>
    /// Evaluates the expression. Each value is encoded for the position. Literal text is not changed.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// A value is missing, or is not allowed in the position. The location is the name of the value. The code is
    /// <see cref="ConnectorErrorCode.InvalidCredential"/> for a secret, otherwise
    /// <see cref="ConnectorErrorCode.InvalidInput"/>.
    /// </exception>
    public string Evaluate(ExpressionValues values, ValuePosition position)
    {
        if (Constant is { } constant) return constant;

        var writer = new ExpressionWriter(values, stackalloc char[256]);
        try
        {
            foreach (var part in Parts) writer.Append(part, position);
            writer.Complete();
            return writer.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>
    /// Evaluates the expression to bytes. If it is a single placeholder, returns its bytes, such as a hash. Otherwise
    /// returns the text as UTF-8.
    /// </summary>
    /// <exception cref="ConnectorException">A value is missing.</exception>
    public byte[] EvaluateBytes(ExpressionValues values) => Parts is [{ Placeholder: not null } only]
        ? ExpressionWriter.Evaluate(only, values).Bytes
        : Encoding.UTF8.GetBytes(Evaluate(values, ValuePosition.Raw));

    /// <summary>The source text.</summary>
    public override string ToString() => Text;
}

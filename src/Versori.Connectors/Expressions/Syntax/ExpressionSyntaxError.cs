namespace Versori.Connectors.Expressions;

/// <summary>A syntax error in the text of an expression.</summary>
/// <param name="Column">The position in characters, counted from 1.</param>
/// <param name="Message">The problem and how to fix it.</param>
internal sealed record ExpressionSyntaxError(int Column, string Message)
{
    public override string ToString() => $"column {Column}: {Message}";
}

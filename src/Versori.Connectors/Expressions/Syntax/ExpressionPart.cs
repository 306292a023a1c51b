namespace Versori.Connectors.Expressions;

/// <summary>A part of an expression: literal text or a placeholder.</summary>
/// <param name="Literal">
/// The text, with <c>{{</c> and <c>}}</c> replaced with single braces, or <see langword="null"/> for a placeholder.
/// </param>
/// <param name="Expression">The placeholder, or <see langword="null"/> for literal text.</param>
/// <param name="Column">The column where the part starts, counted from 1.</param>
internal sealed record ExpressionPart(string? Literal, Placeholder? Expression, int Column)
{
    /// <summary>Whether the result may be empty, which the author declares with <c>?? ""</c>.</summary>
    public bool MayBeEmpty => Expression is FallbackPlaceholder { EndsEmpty: true };
}

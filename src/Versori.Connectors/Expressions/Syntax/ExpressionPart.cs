namespace Versori.Connectors.Expressions;

/// <summary>A part of an expression: literal text or a placeholder.</summary>
/// <param name="Literal">
/// The text, with <c>{{</c> and <c>}}</c> replaced with single braces, or <see langword="null"/> for a placeholder.
/// </param>
/// <param name="Placeholder">The placeholder, or <see langword="null"/> for literal text.</param>
/// <param name="Column">The column where the part starts, counted from 1.</param>
internal sealed record ExpressionPart(string? Literal, Placeholder? Placeholder, int Column)
{
    /// <summary>Whether the result may be empty, which the author declares with <c>?? ""</c>.</summary>
    public bool MayBeEmpty => Placeholder is FallbackPlaceholder { EndsEmpty: true };
}

namespace Versori.Connectors.Expressions;

/// <summary>A piece of a template: literal text, or an expression.</summary>
/// <param name="Literal">The text, with doubled braces made single; <see langword="null"/> for an expression.</param>
/// <param name="Expression">The expression; <see langword="null"/> for literal text.</param>
/// <param name="Column">Where it starts in the template, counted from 1.</param>
internal sealed record TemplatePart(string? Literal, TemplateExpression? Expression, int Column)
{
    /// <summary>Whether its author says, with <c>?? ""</c>, that it may come to nothing.</summary>
    public bool MayBeEmpty => Expression is FallbackExpression { EndsEmpty: true };
}

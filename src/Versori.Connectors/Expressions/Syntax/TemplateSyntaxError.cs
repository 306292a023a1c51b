namespace Versori.Connectors.Expressions;

/// <summary>What is wrong with the text of a template.</summary>
/// <param name="Column">Where, in characters counted from 1.</param>
/// <param name="Message">What is wrong and what would fix it.</param>
internal sealed record TemplateSyntaxError(int Column, string Message)
{
    public override string ToString() => $"column {Column}: {Message}";
}

namespace Versori.Connectors.Expressions;

/// <summary>
/// The text is not a valid expression. Callers report it as an error of the definition, with a JSON pointer.
/// </summary>
internal sealed class ExpressionSyntaxException(ExpressionSyntaxError error) : FormatException(error.ToString())
{
    public ExpressionSyntaxError Error { get; } = error;
}

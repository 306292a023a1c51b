namespace Versori.Connectors.Expressions;

/// <summary>
/// The text is not a valid expression. Callers report it as an error of the definition, with a JSON pointer.
/// </summary>
internal sealed class TemplateSyntaxException(TemplateSyntaxError error) : FormatException(error.ToString())
{
    public TemplateSyntaxError Error { get; } = error;
}

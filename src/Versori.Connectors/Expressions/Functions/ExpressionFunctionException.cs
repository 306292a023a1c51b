namespace Versori.Connectors.Expressions;

/// <summary>
/// A function cannot be applied to a value. The message does not contain the value. The caller adds the name of the
/// value.
/// </summary>
internal sealed class ExpressionFunctionException(string message) : Exception(message);

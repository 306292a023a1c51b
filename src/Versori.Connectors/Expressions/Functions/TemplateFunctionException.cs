namespace Versori.Connectors.Expressions;

/// <summary>A function cannot be applied to a value. Says why, without the value; filling adds whose it is.</summary>
internal sealed class TemplateFunctionException(string message) : Exception(message);

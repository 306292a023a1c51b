namespace Versori.Connectors.Expressions;

/// <summary>Provides values that are computed when an expression uses them, such as the parts of a request.</summary>
internal interface IExpressionValueSource
{
    /// <summary>Finds the value of a name.</summary>
    bool TryGet(string name, out ExpressionValue value);
}

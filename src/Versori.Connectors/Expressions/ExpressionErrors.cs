namespace Versori.Connectors.Expressions;

/// <summary>Creates the errors of evaluating an expression. No error contains a value.</summary>
internal static class ExpressionErrors
{
    public static ConnectorException Missing(string name, ExpressionValues values) =>
        Make(name, values, $"The {Kind(name, values)} '{name}' is required and has no value. Supply one.");

    /// <summary>The error for a value that is not allowed in its position.</summary>
    public static ConnectorException Refused(
        ExpressionPart part, ExpressionValues values, string problem, ValuePosition position = ValuePosition.Raw)
    {
        var name = NameOfRefused(part, values, position);
        return name is null
            ? new ConnectorException(new ConnectorError
            {
                Code = ConnectorErrorCode.InvalidDefinition,
                Message = $"The placeholder at column {part.Column} of an expression cannot be evaluated. {problem}",
            })
            : Make(name, values, problem);
    }

    /// <summary>The error for a result that is not a URL, although each value is allowed in its position.</summary>
    public static ConnectorException NotAUrl(UrlExpression expression, ExpressionValues values) =>
        Make(expression.Names[0], values, $"With this value, '{expression.Text}' is not a valid URL.");

    private static ConnectorException Make(string name, ExpressionValues values, string message) =>
        new(new ConnectorError
        {
            Code = values.IsSecret(name) ? ConnectorErrorCode.InvalidCredential : ConnectorErrorCode.InvalidInput,
            Location = name,
            Message = message,
        });

    private static string Kind(string name, ExpressionValues values) =>
        values.IsSecret(name) ? "credential field" : "input";

    // If a placeholder has several names: the name whose value would be refused by itself, otherwise the first.
    private static string? NameOfRefused(ExpressionPart part, ExpressionValues values, ValuePosition position)
    {
        var names = part.Placeholder!.Names.ToList();
        return names.Find(HasRefusedValue) ?? names.FirstOrDefault();

        bool HasRefusedValue(string name) =>
            values.TryGet(name, out var value) && value.Text is { } text && IsRefused(text, position);
    }

    private static bool IsRefused(string text, ValuePosition position)
    {
        var builder = new TextBuilder([]);
        try
        {
            return PositionEncoder.TryAppend(ref builder, text, position) is not null;
        }
        finally
        {
            builder.Dispose();
        }
    }
}

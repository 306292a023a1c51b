using Versori.Connectors.Expressions;

namespace Versori.Connectors.Connecting;

/// <summary>The inputs of a connection and the values captured at sign-in, as expressions use them.</summary>
internal static class InputExpressionValues
{
    public static ExpressionValues Of(AuthSnapshot snapshot, ExpressionContext? context = null)
    {
        var values = new ExpressionValues(context);
        foreach (var (name, value) in snapshot.Inputs)
        {
            values.Set(name, value, isListed: snapshot.ListedInputs.Contains(name, StringComparer.Ordinal));
        }

        foreach (var (name, value) in snapshot.CapturedValues) values.Set(name, value);
        return values;
    }

    /// <summary>The same, with the default values of inputs that were declared after the connection was made.</summary>
    public static ExpressionValues Of(AuthSnapshot snapshot, ConnectorDefinition definition)
    {
        var values = Of(snapshot);
        foreach (var input in definition.Inputs)
        {
            if (input.Default is not { } value || snapshot.Inputs.ContainsKey(input.Name)) continue;
            if (!snapshot.CapturedValues.ContainsKey(input.Name)) values.Set(input.Name, value, isListed: true);
        }

        return values;
    }
}

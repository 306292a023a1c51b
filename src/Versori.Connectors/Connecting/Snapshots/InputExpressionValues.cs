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
}

using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Custom;

/// <summary>Creates the contexts of calls to handlers of the host.</summary>
internal static class CustomContext
{
    public static AuthHandlerContext Of(CustomAuth method, AuthSnapshot snapshot, ExpressionValues values, Token? token)
    {
        var fields = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (var field in method.Fields)
        {
            if (values.TryGet(field.Name, out var value) && value.Text is { } text)
            {
                fields[field.Name] = new Secret(text);
            }
        }

        var tokenValues = token?.Values.ToDictionary(
            pair => pair.Key, pair => new Secret(pair.Value), StringComparer.Ordinal);
        return new(method, snapshot, fields, tokenValues);
    }
}

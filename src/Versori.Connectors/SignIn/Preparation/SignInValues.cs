using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.SignIn;

/// <summary>
/// Collects the values for the expressions of a sign-in: inputs, fields and what the method may use besides.
/// </summary>
internal sealed class SignInValues(AuthMethodHandlers handlers, TimeProvider time)
{
    private readonly ExpressionContext _context = new(time);

    public ExpressionValues Of(
        Connector connector,
        AuthMethod method,
        IReadOnlyDictionary<string, string> inputs,
        IReadOnlyDictionary<string, string> fields)
    {
        var values = new ExpressionValues(_context);
        var definition = connector.Definition!;
        var checkedInputs = InputValues.Check(definition, inputs);
        var listed = InputValues.Listed(definition, checkedInputs);
        foreach (var (name, value) in checkedInputs)
        {
            values.Set(name, value, listed.Contains(name, StringComparer.Ordinal));
        }

        foreach (var name in handlers.For(method).PlaceholderNames(method))
        {
            values.SetSecret(name, fields.TryGetValue(name, out var value) ? new Secret(value) : null);
        }

        return values;
    }
}

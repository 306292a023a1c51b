using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>The values for the expressions of a session's request, some of which are optional.</summary>
/// <param name="all">The values.</param>
/// <param name="optionalFields">
/// The credential's optional fields. Inputs that were not given are optional too; they are absent from the values.
/// </param>
internal sealed class SessionValues(ExpressionValues all, IReadOnlySet<string> optionalFields)
{
    public ExpressionValues All => all;

    /// <summary>
    /// Returns the text of an expression; <see langword="null"/> if it uses an optional value that was not given.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// A required value is missing, or a value is not allowed in this position.
    /// </exception>
    public string? Fill(string text, ValuePosition position)
    {
        var expression = TextExpression.Parse(text);
        return expression.FindMissingName(all) is { } missing && IsOptional(missing)
            ? null
            : expression.Evaluate(all, position);
    }

    private bool IsOptional(string name) => optionalFields.Contains(name) || !all.TryGet(name, out _);
}

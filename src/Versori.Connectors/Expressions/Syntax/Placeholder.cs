namespace Versori.Connectors.Expressions;

/// <summary>A parsed placeholder, or a part of one.</summary>
internal abstract class Placeholder
{
    /// <summary>The names it uses, in the order in which they are written.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>
    /// Whether the result differs between requests, because it uses the time, a random value or the request.
    /// </summary>
    public abstract bool IsPerRequest { get; }

    /// <summary>
    /// Returns the result. If a value is missing, every result that depends on it is missing, unless there is a
    /// fallback.
    /// </summary>
    public abstract EvaluatedValue Evaluate(ExpressionValues values);
}

/// <summary>A quoted string.</summary>
internal sealed class LiteralPlaceholder(string text) : Placeholder
{
    public string Text => text;

    public override IEnumerable<string> Names => [];

    public override bool IsPerRequest => false;

    public override EvaluatedValue Evaluate(ExpressionValues values) => EvaluatedValue.Of(text, isAuthored: true);
}

/// <summary>The value of a name.</summary>
internal sealed class NamePlaceholder(string name) : Placeholder
{
    public override IEnumerable<string> Names => [name];

    public override bool IsPerRequest => RequestValueNames.Contains(name);

    public override EvaluatedValue Evaluate(ExpressionValues values) =>
        !values.TryGet(name, out var value) ? EvaluatedValue.Absent(name)
        : value.Utf8 is { } utf8 ? EvaluatedValue.OfUtf8(utf8)
        : value.Text is { } text ? EvaluatedValue.OfInput(text, value.IsListed)
        : EvaluatedValue.Absent(name);
}

/// <summary>The first of several alternatives that is neither missing nor empty, otherwise the last.</summary>
internal sealed class FallbackPlaceholder(IReadOnlyList<Placeholder> choices) : Placeholder
{
    public override IEnumerable<string> Names => choices.SelectMany(choice => choice.Names);

    public override bool IsPerRequest => choices.Any(choice => choice.IsPerRequest);

    /// <summary>Whether the last alternative is an empty string, which states that the result may be empty.</summary>
    public bool EndsEmpty => choices[^1] is LiteralPlaceholder { Text: "" };

    public override EvaluatedValue Evaluate(ExpressionValues values)
    {
        EvaluatedValue last = default;
        string? firstMissing = null;
        foreach (var choice in choices)
        {
            last = choice.Evaluate(values);
            if (!last.IsMissingOrEmpty) return last;
            firstMissing ??= last.Missing;
        }

        // Report the first missing name, because that is the value to supply.
        return last.Missing is null ? last : EvaluatedValue.Absent(firstMissing!);
    }
}

/// <summary>The concatenation of several texts.</summary>
internal sealed class ConcatenationPlaceholder(IReadOnlyList<Placeholder> operands) : Placeholder
{
    public override IEnumerable<string> Names => operands.SelectMany(operand => operand.Names);

    public override bool IsPerRequest => operands.Any(operand => operand.IsPerRequest);

    public override EvaluatedValue Evaluate(ExpressionValues values)
    {
        var texts = new string[operands.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            var operand = operands[i].Evaluate(values);
            if (operand.Missing is not null) return operand;
            texts[i] = operand.Text;
        }

        return EvaluatedValue.Of(string.Concat(texts));
    }
}

/// <summary>A function call. A value that is piped into the function is its first argument.</summary>
internal sealed class FunctionPlaceholder(
    ExpressionFunction function, IReadOnlyList<Placeholder> arguments) : Placeholder
{
    public override IEnumerable<string> Names => arguments.SelectMany(argument => argument.Names);

    public override bool IsPerRequest => function.IsSource || arguments.Any(argument => argument.IsPerRequest);

    public override EvaluatedValue Evaluate(ExpressionValues values)
    {
        var operands = new EvaluatedValue[arguments.Count];
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = arguments[i].Evaluate(values);
            if (operands[i].Missing is not null) return operands[i];
        }

        return function.Apply(operands, values.Context);
    }
}

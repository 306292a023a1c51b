using System.Text.RegularExpressions;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Connecting;

/// <summary>Checks the values of a connector's inputs, and applies the defaults.</summary>
internal static class InputValues
{
    public static IReadOnlyDictionary<string, string> Check(
        ConnectorDefinition definition, IReadOnlyDictionary<string, string> given)
    {
        var errors = new List<ConnectorError>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in definition.Inputs)
        {
            var value = given.TryGetValue(input.Name, out var own) && IsGiven(input, own) ? own : input.Default;
            if (value is not null && Problem(input, value) is { } problem) errors.Add(Invalid(input.Name, problem));
            else if (value is not null) values[input.Name] = value;
            else if (input.Required) errors.Add(Invalid(input.Name, Missing(definition, input)));
        }

        errors.AddRange(given.Keys
            .Where(name => definition.Inputs.All(input => input.Name != name))
            .Select(name => Invalid(name, Unknown(definition, name))));
        return errors.Count == 0 ? values : throw new ConnectorException(errors);
    }

    /// <summary>The names of the inputs whose values the connector's author wrote.</summary>
    public static IReadOnlyList<string> Listed(
        ConnectorDefinition definition, IReadOnlyDictionary<string, string> values)
    {
        return [.. definition.Inputs.Where(IsListed).Select(input => input.Name)];

        bool IsListed(ConnectorInput input) => values.TryGetValue(input.Name, out var value)
            && (input.AllowedValues.Contains(value, StringComparer.Ordinal) || value == input.Default);
    }

    /// <summary>The problems of an input itself: pointers relative to it, and messages.</summary>
    public static IEnumerable<(string Pointer, string Message)> Problems(ConnectorInput input)
    {
        if (input.Pattern is { } pattern && !IsPattern(pattern))
        {
            yield return ("/pattern", $"'{pattern}' is not a regular expression.");
        }
        else if (input.Default is { } value && Problem(input, value) is { } problem)
        {
            yield return ("/default", problem);
        }
    }

    // Empty text is a value only if the author lists it.
    private static bool IsGiven(ConnectorInput input, string value) =>
        value.Length > 0 || input.AllowedValues.Contains("", StringComparer.Ordinal);

    private static bool IsPattern(string pattern)
    {
        try
        {
            BoundedPattern.Check(pattern);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string? Problem(ConnectorInput input, string value)
    {
        if (input.AllowedValues.Count > 0 && !input.AllowedValues.Contains(value, StringComparer.Ordinal))
        {
            return $"The input '{input.Name}' must be one of {string.Join(", ", input.AllowedValues)}.";
        }

        return input.Pattern is { } pattern ? PatternProblem(input, pattern, value) : null;
    }

    private static string? PatternProblem(ConnectorInput input, string pattern, string value)
    {
        try
        {
            return BoundedPattern.IsMatch(value, pattern)
                ? null
                : $"The input '{input.Name}' does not match the pattern {pattern}.";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"The pattern {pattern} of the input '{input.Name}' takes too long to match; simplify it.";
        }
        catch (ArgumentException)
        {
            return $"The pattern {pattern} of the input '{input.Name}' is not a regular expression.";
        }
    }

    private static string Missing(ConnectorDefinition definition, ConnectorInput input)
    {
        var description = input.Description is null ? "" : $": {input.Description}";
        return $"The connector '{definition.Id}' needs the input '{input.Name}'{description}.";
    }

    private static string Unknown(ConnectorDefinition definition, string name)
    {
        var names = definition.Inputs.Count == 0
            ? "none"
            : string.Join(", ", definition.Inputs.Select(input => input.Name));
        return $"The connector '{definition.Id}' has no input '{name}'; it has {names}.";
    }

    private static ConnectorError Invalid(string name, string message) =>
        new() { Code = ConnectorErrorCode.InvalidInput, Message = message, Location = name };
}

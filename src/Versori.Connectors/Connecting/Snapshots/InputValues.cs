using System.Text.RegularExpressions;

namespace Versori.Connectors.Connecting;

/// <summary>Checks the values of a connector's inputs, and fills in the defaults.</summary>
internal static class InputValues
{
    // A pattern comes with a definition; one that backtracks for ever must not stop the host.
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(100);

    public static IReadOnlyDictionary<string, string> Check(ConnectorDefinition definition, IReadOnlyDictionary<string, string> given)
    {
        var errors = new List<ConnectorError>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in definition.Inputs)
        {
            var value = given.TryGetValue(input.Name, out var own) && own.Length > 0 ? own : input.Default;
            if (value is not null && Problem(input, value) is { } problem) errors.Add(Invalid(input.Name, problem));
            else if (value is not null) values[input.Name] = value;
            else if (input.Required) errors.Add(Invalid(input.Name, $"The connector '{definition.Id}' needs the input '{input.Name}'{(input.Description is null ? "" : $": {input.Description}")}."));
        }

        errors.AddRange(given.Keys.Where(name => definition.Inputs.All(input => input.Name != name))
            .Select(name => Invalid(name, $"The connector '{definition.Id}' has no input '{name}'; it has {Names(definition)}.")));
        return errors.Count == 0 ? values : throw new ConnectorException(errors);
    }

    /// <summary>The inputs whose values the connector's author wrote.</summary>
    public static IReadOnlyList<string> Listed(ConnectorDefinition definition, IReadOnlyDictionary<string, string> values) =>
    [
        .. definition.Inputs
            .Where(input => values.TryGetValue(input.Name, out var value)
                && (input.AllowedValues.Contains(value, StringComparer.Ordinal) || value == input.Default))
            .Select(input => input.Name),
    ];

    /// <summary>What is wrong with an input itself: pointers relative to it, and messages.</summary>
    public static IEnumerable<(string Pointer, string Message)> Problems(ConnectorInput input)
    {
        if (input.Pattern is { } pattern && !IsPattern(pattern)) yield return ("/pattern", $"'{pattern}' is not a regular expression.");
        else if (input.Default is { } value && Problem(input, value) is { } problem) yield return ("/default", problem);
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout);
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

        if (input.Pattern is not { } pattern) return null;
        try
        {
            return Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, PatternTimeout)
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

    private static string Names(ConnectorDefinition definition) =>
        definition.Inputs.Count == 0 ? "none" : string.Join(", ", definition.Inputs.Select(input => input.Name));

    private static ConnectorError Invalid(string name, string message) =>
        new() { Code = ConnectorErrorCode.InvalidInput, Message = message, Location = name };
}

using Versori.Connectors.Tool.Output;

namespace Versori.Connectors.Tool.Commands.Starting;

/// <summary>What differs between the hosts of two definitions.</summary>
/// <param name="Title">The system's title.</param>
/// <param name="Credential">The lines of <c>Program.cs</c> that state the credential and the inputs.</param>
/// <param name="Variables">The list of environment variables, for a person.</param>
internal sealed record StarterValues(string Title, string Credential, string Variables)
{
    /// <param name="definition">The definition.</param>
    /// <param name="method">The auth method with which the host connects.</param>
    /// <param name="fields">The fields of the method's credential.</param>
    public static StarterValues Of(ConnectorDefinition definition, AuthMethod? method, IReadOnlyList<string> fields)
    {
        var prefix = string.Concat(
            definition.Id.Value.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'))
            .ToUpperInvariant();
        if (char.IsAsciiDigit(prefix[0])) prefix = $"_{prefix}";
        var variables = fields.ToDictionary(
            field => field, field => $"{prefix}_{UpperSnake(field)}", StringComparer.Ordinal);
        var inputs = definition.Inputs.Where(input => input.Required && input.Default is null)
            .ToDictionary(input => input.Name, input => $"{prefix}_{UpperSnake(input.Name)}", StringComparer.Ordinal);
        return new(
            TerminalText.Short(definition.Title, 100),
            CredentialLines(method, variables, inputs),
            Names([.. variables.Values, .. inputs.Values]));
    }

    private static string CredentialLines(
        AuthMethod? method, Dictionary<string, string> variables, Dictionary<string, string> inputs)
    {
        var credential = method is null or NoAuth
            ? "Credential.None"
            : $"Credential.For({Literal(method.Id)}, {Map(variables)})";
        var ofInputs = inputs.Count == 0 ? "" : $"\n    Inputs = {Map(inputs)},";
        return $"    Credential = {credential},{ofInputs}\n";
    }

    private static string Names(IReadOnlyList<string> variables) =>
        variables.Count == 0 ? "None." : string.Join('\n', variables.Select(variable => $"- `{variable}`"));

    private static string UpperSnake(string name) => string.Concat(name.Select((character, at) =>
        !char.IsAsciiLetterOrDigit(character) ? "_"
        : char.IsAsciiLetterUpper(character) && at > 0 ? $"_{character}"
        : char.ToUpperInvariant(character).ToString()));

    private static string Map(Dictionary<string, string> variables) =>
        $"new Dictionary<string, string> {{ "
        + string.Join(", ", variables.Select(pair => $"[{Literal(pair.Key)}] = Variable({Literal(pair.Value)})"))
        + " }";

    // Names come from documents. They are written so that they cannot end the text.
    private static string Literal(string text) => "\""
        + string.Concat(text.Select(character =>
            character < 128 && !char.IsControl(character) && character is not ('"' or '\\')
                ? character.ToString()
                : $"\\u{(int)character:X4}"))
        + "\"";
}

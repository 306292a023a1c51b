using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Engine;

/// <summary>
/// Where the fields of a credential come from: environment variables that are named as <c>FIELD=VARIABLE</c>. The
/// command line has no place for the values themselves.
/// </summary>
internal sealed class CredentialInput
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    private CredentialInput()
    {
    }

    /// <summary>The variable of the only field; <see langword="null"/> if fields are named.</summary>
    public string? Single { get; private init; }

    /// <summary>The fields that were named.</summary>
    public IReadOnlyCollection<string> Fields => _variables.Keys;

    /// <summary>Reads <c>FIELD=VARIABLE</c>, or one <c>VARIABLE</c>.</summary>
    /// <exception cref="ToolException">One is not the name of a variable. The text is not repeated.</exception>
    public static CredentialInput Parse(IReadOnlyList<string> texts)
    {
        if (texts is [var only] && !only.Contains('=', StringComparison.Ordinal))
            return new() { Single = Checked(only) };
        var input = new CredentialInput();
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1) throw NotAName();
            input._variables[text[..at]] = Checked(text[(at + 1)..]);
        }

        return input;
    }

    /// <summary>The value of a field; <see langword="null"/> if none was named.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="isOnlyRequired">Whether the only variable is this field's.</param>
    public Secret? Find(string field, bool isOnlyRequired)
    {
        var variable = _variables.GetValueOrDefault(field) ?? (isOnlyRequired ? Single : null);
        if (variable is null) return null;
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? new Secret(value)
            : throw ToolException.Usage($"The environment variable for the field '{field}' is not set.");
    }

    // A credential in place of a variable's name must not appear in the message.
    private static string Checked(string variable) =>
        variable.Length is > 0 and <= 128
        && !char.IsAsciiDigit(variable[0])
        && variable.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
            ? variable
            : throw NotAName();

    private static ToolException NotAName() => ToolException.Usage(
        "--env takes FIELD=VARIABLE, or VARIABLE: the name of an environment variable (letters, digits, _), not the "
        + "credential itself.");
}

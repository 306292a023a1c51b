namespace Versori.Connectors;

/// <summary>The template, owner and environment to which a binding applies.</summary>
/// <param name="Template">The template.</param>
/// <param name="Owner">The owner on whose behalf calls are made.</param>
/// <param name="Environment">The host's environment, such as <c>production</c>. Empty: the host has only one.</param>
public readonly record struct BindingKey(TemplateId Template, Owner Owner, string Environment = "")
{
    /// <summary>The host's environment, such as <c>production</c>. Empty: the host has only one.</summary>
    /// <exception cref="ArgumentException">It is <see langword="null"/>.</exception>
    public string Environment
    {
        get => field ?? "";
        init => field = Given(value, nameof(Environment));
    } = Given(Environment, nameof(Environment));

    private static string Given(string value, string argument)
    {
        ArgumentNullException.ThrowIfNull(value, argument);
        return value;
    }
}
